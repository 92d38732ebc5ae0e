import type { JobTracking } from '../imports/jobs/job-reader.ts';
import { builder } from './builder.ts';
import type { GatewayContext, GatewayInfo, Tenant } from './context.ts';

const GatewayModeEnum = builder.enumType('GatewayMode', {
  description: 'Whether imports are for real.',
  values: {
    LIVE: {
      description:
        'The gateway talks to the Trackier that it is configured for (`TRACKIER_BASE_URL`): publishers are paid for what is imported.',
    },
    SANDBOX: { description: 'The built-in sandbox stands in for Trackier: nothing leaves the machine.' },
  },
});

const ScopeEnum = builder.enumType('Scope', {
  description: 'What a caller may do.',
  values: {
    IMPORT_READ: { description: 'Read jobs and bulk imports, and follow them.' },
    IMPORT_WRITE: { description: 'Import conversions, and create, upload, start, cancel and settle bulk imports.' },
  },
});

const JobTrackingEnum = builder.enumType('JobTracking', {
  description: "Whether the tenant's API key may read Trackier's jobs.",
  values: {
    AVAILABLE: { description: 'Jobs can be read and followed.' },
    UNAVAILABLE: {
      description: 'Trackier does not let the API key read jobs. Imports go on working. Tried again after a minute.',
    },
    UNKNOWN: {
      description: 'Not known: nobody has asked yet, or the answer was another failure, such as a refused key.',
    },
  } satisfies Record<JobTracking, { description: string }>,
});

const LimitsRef = builder.objectRef<GatewayInfo['limits']>('Limits').implement({
  description: 'What one `importConversions` may carry; a bulk import carries any number.',
  fields: t => ({
    maxConversions: t.exposeInt('maxConversions', { description: 'Rows; more is an `InvalidInputError`.' }),
    maxBodyBytes: t.exposeInt('maxBodyBytes', { description: 'Bytes of the GraphQL request; more is HTTP 413.' }),
  }),
});

const RateLimitRef = builder.objectRef<Tenant['pace']>('RateLimit').implement({
  description: "The pace at which the gateway sends requests to Trackier with the tenant's API key.",
  fields: t => ({
    requestsPerSecond: t.exposeFloat('requestsPerSecond', { description: 'Requests a second, of all kinds together.' }),
    queuedRequests: t.exposeInt('queuedRequests', { description: 'Requests that wait for their turn at this moment.' }),
  }),
});

const ViewerRef = builder.objectRef<GatewayContext>('Viewer').implement({
  description: 'Who is asking, and what they may do here.',
  fields: t => ({
    tenant: t.id({
      description: 'Whose API key is used at Trackier; `sandbox` in the sandbox.',
      resolve: ctx => ctx.tenant.id,
    }),
    scopes: t.field({
      type: [ScopeEnum],
      description: 'What the caller may do. Without authentication: everything.',
      resolve: ({ caller }) => [...caller.scopes].toSorted(),
    }),
    mode: t.field({
      type: GatewayModeEnum,
      description: 'Whether imports are for real.',
      resolve: ctx => ctx.gateway.mode,
    }),
    rateLimit: t.field({
      type: RateLimitRef,
      nullable: true,
      description: 'The pace towards Trackier; null when there is none.',
      resolve: ctx => ctx.tenant.pace,
    }),
    jobTracking: t.field({
      type: JobTrackingEnum,
      description: "Whether the tenant's API key may read Trackier's jobs, as last seen; asking costs no request.",
      resolve: ctx => ctx.tenant.jobs.tracking(),
    }),
    limits: t.field({
      type: LimitsRef,
      description: 'What one `importConversions` may carry; a bulk import carries any number.',
      resolve: ctx => ctx.gateway.limits,
    }),
  }),
});

builder.queryField('viewer', t =>
  t.field({
    type: ViewerRef,
    description: 'Who is asking, and what they may do here.',
    resolve: (_root, _args, ctx) => ctx,
  }),
);
