import { Agent, request } from 'undici';
import { describe, expect, test } from 'vitest';
import { createLogger, type Logger, type LoggerOptions } from '../../src/telemetry/logger.ts';

const planted = 'Pl4nted-S3cret';

async function captureLogger(options: Partial<LoggerOptions> = {}): Promise<{ logger: Logger; lines: string[] }> {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { logger: await createLogger({ level: 'trace', format: 'json', destination, ...options }), lines };
}

async function logged(write: (logger: Logger) => void, options?: Partial<LoggerOptions>): Promise<string> {
  const { logger, lines } = await captureLogger(options);
  write(logger);
  expect(lines).toHaveLength(1);
  return lines.join('');
}

test('a line is one JSON object with a level in words and the time in ISO form', async () => {
  const line = await logged(logger => logger.info({ requestId: 'r1' }, 'listening'));
  expect(line).toMatch(/^\{[^\n]*\}\n$/);
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    requestId: 'r1',
    msg: 'listening',
  });
});

test('what is below the level is not logged', async () => {
  const { logger, lines } = await captureLogger({ level: 'warn' });
  logger.info('not this');
  logger.warn('this');
  expect(lines).toHaveLength(1);
});

test('a silent logger says nothing', async () => {
  const { logger, lines } = await captureLogger({ level: 'silent' });
  logger.fatal('not even this');
  expect(lines).toEqual([]);
});

test('the pretty format is for people and is written before the call returns', async () => {
  const line = await logged(logger => logger.error({ err: new Error('out of luck') }, 'it failed'), {
    format: 'pretty',
  });
  expect(line).toMatch(/ERROR.*: it failed\s*\n/);
  expect(line).toContain('out of luck');
  expect(line).not.toContain('"level"');
});

const names = [
  'authorization',
  'Authorization',
  'AUTHORIZATION',
  'proxy-authorization',
  'x-api-key',
  'X-Api-Key',
  'apiKey',
  'api_key',
  'cookie',
  'Set-Cookie',
  'token',
  'accessToken',
  'refresh_token',
  'client-secret',
  'password',
];

describe.each<LoggerOptions['format']>(['json', 'pretty'])('credentials in the format %s', format => {
  test.each(names)('what is called %s is not logged at any depth', async name => {
    const secrets = {
      [name]: planted,
      headers: { [name]: [planted, planted] },
      a: { b: { c: { d: { [name]: { x: planted } } } } },
    };
    const lines = [
      await logged(logger => logger.info(secrets, 'a request'), { format }),
      await logged(logger => logger.child(secrets).info('a request'), { format }),
      await logged(logger => logger.info({ list: [{ req: secrets }] }), { format }),
    ];
    for (const line of lines) {
      expect(line).not.toContain(planted);
      expect(line).toContain('[redacted]');
    }
  });

  test.each(['Bearer', 'bearer', 'Basic'])('what follows %s in a text is not logged', async scheme => {
    const text = `the header was ${scheme} ${planted}, which is wrong`;
    const lines = [
      await logged(logger => logger.info(text), { format }),
      await logged(logger => logger.info({ raw: ['x', `${scheme} ${planted}`] }), { format }),
      await logged(logger => logger.error(new Error(text)), { format }),
    ];
    for (const line of lines) expect(line).not.toContain(planted);
  });

  test('a secret that is known is not logged wherever it stands', async () => {
    const options = { format, secrets: new Set([planted, `q"\\${planted}`]) };
    const cause = new Error(`?apiKey=${planted}`);
    const lines = [
      await logged(logger => logger.info(`key ${planted}`), options),
      await logged(logger => logger.info({ url: `https://x/?apiKey=${planted}`, note: `q"\\${planted}` }), options),
      await logged(logger => logger.error(new Error(`sent ${planted}`, { cause }), 'failed'), options),
      await logged(logger => logger.child({ [planted]: 1 }).info('a name'), options),
    ];
    for (const line of lines) expect(line).not.toContain(planted);
  });
});

test('a line that is redacted is still a JSON object with everything else in it', async () => {
  const line = await logged(logger => logger.info({ token: planted, count: 2, tenant: null, cookie: null }, 'kept'));
  expect(JSON.parse(line)).toMatchObject({ token: '[redacted]', count: 2, tenant: null, cookie: null, msg: 'kept' });
  expect(line.endsWith('}\n')).toBe(true);
});

test('a secret too short to be one does not spoil the log', async () => {
  expect(await logged(logger => logger.info('an apple'), { secrets: new Set(['a', '']) })).toContain('an apple');
});

function plantedError(message: string, options?: ErrorOptions): Error {
  const extras = {
    body: { clickId: planted },
    request: { headers: { host: planted } },
    code: 'ECONNRESET',
    data: planted,
  };
  return Object.assign(new TypeError(message, options), extras);
}

test('an error is logged with type, message, code, stack and causes, and nothing that hangs on it', async () => {
  const root = plantedError('the root');
  const error = plantedError('the top', { cause: new Error('between', { cause: root }) });
  for (const write of [
    (logger: Logger) => logger.error(error),
    (logger: Logger) => logger.error({ err: error }, 'failed'),
    (logger: Logger) => logger.error({ error }, 'failed'),
    (logger: Logger) => logger.error({ reason: error }, 'failed'),
    (logger: Logger) => logger.child({ err: error }).error('failed'),
  ]) {
    const line = await logged(write);
    expect(line).not.toContain(planted);
    const { err, error: named, reason } = JSON.parse(line);
    expect(err ?? named ?? reason).toEqual({
      type: 'TypeError',
      message: 'the top',
      code: 'ECONNRESET',
      stack: expect.stringContaining('logger.test.ts'),
      cause: {
        type: 'Error',
        message: 'between',
        stack: expect.any(String),
        cause: { type: 'TypeError', message: 'the root', code: 'ECONNRESET', stack: expect.any(String) },
      },
    });
  }
});

test('a cause that is no error shows its type only', async () => {
  const line = await logged(logger => logger.error(new Error('top', { cause: { clickId: planted } })));
  expect(JSON.parse(line).err.cause).toEqual({ type: 'object', message: 'a value that is no Error was thrown' });
  expect(await logged(logger => logger.error(new Error('top', { cause: planted })))).not.toContain(planted);
});

test('causes in a circle and errors without end are cut off', async () => {
  const error = new Error('round');
  error.cause = error;
  const many = new AggregateError(
    Array.from({ length: 1000 }, () => error),
    'many',
  );
  expect((await logged(logger => logger.error(many))).length).toBeLessThan(1_000_000);
  const nested = new AggregateError([]);
  nested.errors = Array.from({ length: 1000 }, () => nested);
  expect((await logged(logger => logger.error(nested))).length).toBeLessThan(1_000_000);
  const long = new Error('m'.repeat(100_000));
  expect((await logged(logger => logger.error({ err: long }, 'long'))).length).toBeLessThan(40_000);
});

test('a refused connection is logged with the address and without the key of the request', async () => {
  const dispatcher = new Agent();
  const options = { dispatcher, method: 'POST' as const, headers: { 'x-api-key': planted }, body: planted };
  const error: unknown = await request('http://127.0.0.1:1/', options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  await dispatcher.close();
  const line = await logged(logger => logger.warn({ err: error }, 'no connection'));
  expect(line).toContain('ECONNREFUSED');
  expect(line).not.toContain(planted);
});
