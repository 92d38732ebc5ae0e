import { type DocumentNode, Lexer, parse, Source, TokenKind } from 'graphql';
import { documentLimits } from './document-limits.ts';
import { refuseRequest } from './plugins/refuse-request.ts';

const { characters: maxCharacters, tokens: maxTokens, brackets: maxLevels } = documentLimits;

/** Parses a document that is not too large; its tokens are counted before the parser makes objects of them. */
export function parseDocument(source: string): DocumentNode {
  checkSize(source);
  return parse(source);
}

/** Throws for a document that is too long to be looked at. */
export function checkLength(source: string): void {
  if (source.length <= maxCharacters) return;
  throw refuseRequest(
    400,
    'DOCUMENT_TOO_LARGE',
    `The document is longer than ${maxCharacters} characters. Pass data as variables, not in the document.`,
  );
}

const openers: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closers: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

function checkSize(source: string): void {
  const lexer = new Lexer(new Source(source));
  let levels = 0;
  for (let tokens = 0; tokens <= maxTokens; tokens += 1) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (openers.has(kind)) levels += 1;
    if (closers.has(kind)) levels -= 1;
    if (levels > maxLevels) {
      throw refuseRequest(400, 'DOCUMENT_TOO_LARGE', `The document has more than ${maxLevels} levels of brackets.`);
    }
  }
  throw refuseRequest(
    400,
    'DOCUMENT_TOO_LARGE',
    `The document has more than ${maxTokens} tokens. Pass data as variables, not in the document.`,
  );
}
