import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachmentHeader } from '../../src/server/attachment.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('"', '\\', '/', '\r', '\n', ';', '%', '.', '\0', '\u202e', "'", '*', '=', 'a') }),
);

test('no file name breaks out of the header of a download, or names a folder', () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  fc.assert(
    fc.property(anyName, name => {
      const header = attachmentHeader(name, 'rejected.csv');
      response.setHeader('content-disposition', header);
      const [, shown = '', encoded = ''] =
        /^attachment; filename="([ !#-[\]-~]+)"(?:; filename\*=UTF-8''([\w.!~%-]+))?$/.exec(header) ?? [];
      for (const kept of [shown, decodeURIComponent(encoded || shown)]) {
        expect(kept).toMatch(/-rejected\.csv$/);
        expect(kept).not.toMatch(/^\.|[/\\<>:"|?*\p{C}]/u);
      }
    }),
    { numRuns: 2_000 },
  );
});
