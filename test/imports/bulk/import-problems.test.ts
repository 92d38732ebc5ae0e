import { expect, test } from 'vitest';
import { problemMessage } from '../../../src/imports/bulk/import-problems.ts';

test("Trackier's own word stands after the advice when Trackier refused something, and only then", () => {
  expect(problemMessage('IP_NOT_WHITELISTED', 'Request IP Not Whitelisted')).toMatch(
    /ask the network to white-list it, then start the import again\. Trackier says: Request IP Not Whitelisted$/,
  );
  expect(problemMessage('REQUEST_REJECTED', 'Bad Request')).toMatch(/ Trackier says: Bad Request$/);
  expect(problemMessage('REQUEST_REJECTED', null)).not.toContain('Trackier says');
  expect(problemMessage('HALTED_BATCHES', 'Bad Request')).not.toContain('Bad Request');
});
