import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';
import { configOf, imageUser, knownVariables, readEnvFile, readText, readYaml, readYamls } from './read-deployment.ts';

const folder = 'deploy/kubernetes/';
const kustomization = readYaml(`${folder}kustomization.yaml`);
const settings = readEnvFile(`${folder}gateway.env`);
const deployment = readYaml(`${folder}deployment.yaml`);
const { template } = deployment.spec;
const [container] = template.spec.containers;
const secrets = {
  DATABASE_URL: 'postgres://gateway:a1b2c3@db.example.com:5432/gateway',
  TRACKIER_API_KEY: 'the-key',
};
const portOf = (name: string): number =>
  container.ports.find((port: { name: string }) => port.name === name).containerPort;

test('kustomization.yaml names every file of its folder that is no example, and no other', () => {
  const files = readdirSync(new URL(`../../${folder}`, import.meta.url));
  const { resources, configMapGenerator } = kustomization;
  const named = ['kustomization.yaml', ...resources, ...configMapGenerator[0].envs];
  expect(named).toHaveLength(new Set(named).size);
  expect(new Set(named)).toEqual(new Set(files.filter(file => !file.includes('.example.'))));
});

test('the pods are live gateways that ask for tokens, with every variable known', () => {
  const fromSecret = container.env.map(({ name }: { name: string }) => name);
  expect([...Object.keys(settings), ...fromSecret].filter(name => !knownVariables.has(name))).toEqual([]);
  expect(fromSecret).toEqual(expect.arrayContaining(Object.keys(secrets)));
  const { config, warnings } = configOf({ ...settings, ...secrets });
  expect(warnings).toEqual([]);
  expect(config).toMatchObject({ mode: 'LIVE', auth: { mode: 'token' } });
  const [, name = '', file = ''] = /^#(TRACKIER_TENANTS_FILE)=(.+)$/m.exec(readText(`${folder}gateway.env`)) ?? [];
  expect(configOf({ ...settings, ...secrets, TRACKIER_API_KEY: '', [name]: file }).config.trackier.tenantsFile).toBe(
    '/run/gateway/tenants.json',
  );
});

test('no secret stands in the manifests: values come by reference, files from a folder that follows the secret', () => {
  for (const { valueFrom, value } of container.env) {
    expect(value).toBeUndefined();
    expect(valueFrom.secretKeyRef.name).toBe('trackier-gateway');
  }
  const mount = container.volumeMounts.find(({ name }: { name: string }) => name === 'files');
  expect(mount).toEqual({ name: 'files', mountPath: '/run/gateway', readOnly: true });
  expect(settings['AUTH_TOKENS_FILE']?.startsWith(`${mount.mountPath}/`)).toBe(true);
  expect(container.envFrom).toEqual([{ configMapRef: { name: kustomization.configMapGenerator[0].name } }]);
});

test('a pod has more time to stop than its sleep, its grace and a POST take', () => {
  const { config } = configOf({ ...settings, ...secrets });
  const sleepMs = Number(container.lifecycle.preStop.exec.command[1]) * 1000;
  const graceMs = template.spec.terminationGracePeriodSeconds * 1000;
  expect(graceMs).toBeGreaterThan(sleepMs + config.shutdownGraceMs + 1000);
  expect(config.shutdownGraceMs).toBeGreaterThan(config.trackier.timeoutMs);
  // Two looks that fail have to fit, so that nobody is sent here any more at SIGTERM.
  const { periodSeconds, failureThreshold } = container.readinessProbe;
  expect(sleepMs).toBeGreaterThanOrEqual(periodSeconds * failureThreshold * 1000);
});

test('every selector selects the pods, and every port is one of theirs', () => {
  const { labels } = template.metadata;
  const service = readYaml(`${folder}service.yaml`);
  const budget = readYaml(`${folder}pod-disruption-budget.yaml`);
  const policy = readYaml(`${folder}network-policy.yaml`);
  const selectors = [
    deployment.spec.selector.matchLabels,
    service.spec.selector,
    budget.spec.selector.matchLabels,
    policy.spec.podSelector.matchLabels,
    readYaml(`${folder}pod-monitor.example.yaml`).spec.selector.matchLabels,
    ...template.spec.topologySpreadConstraints.map((one: any) => one.labelSelector.matchLabels),
  ];
  for (const selector of selectors) expect(labels).toMatchObject(selector);

  const { config } = configOf({ ...settings, ...secrets });
  expect([portOf('http'), portOf('metrics')]).toEqual([config.port, config.metricsPort]);
  expect(template.metadata.annotations['prometheus.io/port']).toBe(String(config.metricsPort));
  expect(service.spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
  const open = policy.spec.ingress.flatMap(({ ports }: any) => ports.map(({ port }: any) => port));
  expect(open).toEqual(['http', 'metrics']);
  const [ingress] = readYamls(`${folder}ingress.example.yaml`);
  expect(ingress.spec.rules[0].http.paths[0].backend.service).toEqual({
    name: service.metadata.name,
    port: { name: 'http' },
  });
});

test('of two pods one may go, and nothing makes more of them', () => {
  expect(deployment.spec.replicas).toBe(2);
  expect(deployment.spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  expect(readYaml(`${folder}pod-disruption-budget.yaml`).spec.minAvailable).toBe(1);
  expect(kustomization.resources.filter((file: string) => /scaler/.test(file))).toEqual([]);
});

test('pods meet the restricted pod security standard, as the user of the image', () => {
  const pod = template.spec;
  expect(readYaml(`${folder}namespace.yaml`).metadata.labels).toEqual({
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
  // The user `node` of the image is 1000.
  expect(imageUser()).toBe('node');
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  const account = readYaml(`${folder}service-account.yaml`);
  expect([account.metadata.name, account.automountServiceAccountToken]).toEqual([pod.serviceAccountName, false]);
  expect(pod.automountServiceAccountToken).toBe(false);
});

test('a gateway answers the probes of the pods, with the Host that they send', async () => {
  const gateway = await startGateway();
  for (const name of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    const { path, port, httpHeaders } = container[name].httpGet;
    const headers = Object.fromEntries(httpHeaders.map((header: any) => [header.name.toLowerCase(), header.value]));
    expect([name, port, (await gateway.send(path, { headers })).status]).toEqual([name, 'http', 200]);
  }
});

test('the ingress of the example holds no event and no file back, and sends nothing twice', () => {
  const { annotations } = readYaml(`${folder}ingress.example.yaml`).metadata;
  const of = (name: string): string => annotations[`nginx.ingress.kubernetes.io/${name}`];
  expect([of('proxy-buffering'), of('proxy-request-buffering'), of('proxy-body-size')]).toEqual(['off', 'off', '0']);
  expect(of('proxy-next-upstream')).toBe('error');
  // A ping comes every 12 s, and a POST to Trackier may take its time.
  const { config } = configOf({ ...settings, ...secrets });
  expect(Number(of('proxy-read-timeout')) * 1000).toBeGreaterThan(config.trackier.timeoutMs * 2);
});
