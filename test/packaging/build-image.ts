import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { createIgnoreCheck } from './docker-ignore.ts';
import { type Instruction, parseDockerfile, parseExecForm, parsePairs, type Stage } from './dockerfile.ts';

/** What a Dockerfile leaves, in a folder that stands for the root of the image. */
export interface Image {
  readonly root: string;
  readonly workFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly exposed: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** Where an image comes from. */
export interface BuildOptions {
  readonly dockerfile: string;
  readonly dockerignore: string;
  /** The build context. */
  readonly context: string;
  /** An empty folder to build in. */
  readonly folder: string;
  /** The environment in which Docker's own would be laid: where to find programs and the registry. */
  readonly hostEnv: NodeJS.ProcessEnv;
}

/**
 * Runs the steps of a Dockerfile without Docker: the same commands, copies and environment, one stage after the other.
 * Every stage is built in the same folder and moved away before the next, because a path may matter (Node's compile
 * cache goes by it). What it cannot do: other users, and programs of the base image, for which the host's stand in.
 */
export function buildImage(options: BuildOptions): Image {
  const root = join(options.folder, 'root');
  const stages = parseDockerfile(options.dockerfile);
  const finished = new Map<string, Image>();
  let image = emptyImage(root);
  for (const stage of stages) {
    image = buildStage(stage, finished, options, root);
    if (stage !== stages.at(-1)) finished.set(stage.name, moved(image, join(options.folder, `stage-${finished.size}`)));
  }
  return image;
}

function moved(image: Image, root: string): Image {
  renameSync(image.root, root);
  return { ...image, root };
}

const emptyImage = (root: string): Image => ({
  root,
  workFolder: root,
  env: {},
  labels: {},
  user: 'root',
  volumes: [],
  exposed: [],
  command: [],
  healthCheck: [],
});

function buildStage(stage: Stage, finished: ReadonlyMap<string, Image>, options: BuildOptions, root: string): Image {
  const base = finished.get(stage.from);
  mkdirSync(root);
  if (base) cpSync(base.root, root, { recursive: true });
  let image = base ? { ...base, root } : emptyImage(root);
  for (const instruction of stage.instructions) image = { ...image, ...apply(instruction, image, finished, options) };
  return image;
}

function apply(
  { name, text }: Instruction,
  image: Image,
  finished: ReadonlyMap<string, Image>,
  options: BuildOptions,
): Partial<Image> {
  switch (name) {
    case 'WORKDIR': {
      const workFolder = inImage(image, text);
      mkdirSync(workFolder, { recursive: true });
      return { workFolder };
    }
    case 'ENV':
      return { env: { ...image.env, ...pathsInImage(image, parsePairs(text)) } };
    case 'LABEL':
      return { labels: { ...image.labels, ...parsePairs(text) } };
    case 'USER':
      return { user: text };
    case 'VOLUME':
      return { volumes: [...image.volumes, text] };
    case 'EXPOSE':
      return { exposed: [...image.exposed, text] };
    case 'CMD':
      return { command: parseExecForm(text) };
    case 'HEALTHCHECK':
      return { healthCheck: parseExecForm(text.replace(/^.*?\bCMD /, '')) };
    case 'RUN':
      execFileSync('/bin/sh', ['-c', text], {
        cwd: image.workFolder,
        env: { ...options.hostEnv, ...image.env },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      return {};
    case 'COPY':
      copy(text, image, finished, options);
      return {};
    default:
      throw new Error(`This test does not know the Dockerfile instruction ${name}`);
  }
}

const inImage = ({ root, workFolder }: Image, path: string): string =>
  path.startsWith('/') ? join(root, path) : join(workFolder, path);

function pathsInImage(image: Image, pairs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pairs).map(([name, value]) => [name, value.startsWith('/') ? inImage(image, value) : value]),
  );
}

function copy(text: string, image: Image, finished: ReadonlyMap<string, Image>, options: BuildOptions): void {
  const words = text.split(' ');
  const from = words.find(word => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter(word => !word.startsWith('--'));
  const target = inImage(image, paths.at(-1) ?? '');
  const stage = from === undefined ? null : finished.get(from);
  if (stage === undefined) throw new Error(`There is no stage ${from}`);
  const isIgnored = stage ? () => false : createIgnoreCheck(options.dockerignore);
  for (const path of paths.slice(0, -1)) {
    const source = join(stage?.root ?? options.context, path);
    const isIntoFolder = (paths.at(-1) ?? '').endsWith('/') && !statSync(source).isDirectory();
    const destination = isIntoFolder ? join(target, basename(source)) : target;
    if (!stage && isIgnored(path)) throw new Error(`.dockerignore keeps ${path} out of the build`);
    mkdirSync(dirname(destination), { recursive: true });
    const filter = (file: string): boolean => stage !== null || !isIgnored(relative(options.context, file) || '.');
    cpSync(source, destination, { recursive: true, filter });
  }
}
