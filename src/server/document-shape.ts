import { type DocumentNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql';
import { type DocumentFault, documentLimits } from './document-limits.ts';
import { fragmentsOf } from './fragments.ts';

/** What can be told of a document without the schema. Fragments count once where they are written, but for the depth. */
export interface DocumentShape {
  readonly operations: number;
  readonly fragments: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly directivesAtOnce: number;
  readonly repeats: number;
}

const noShape = { operations: 0, fragments: 0, aliases: 0, directives: 0, directivesAtOnce: 0, repeats: 0 };

/** Measures a document, whatever it is: also one that is not valid, before that is found out at greater cost. */
export function measureShape(document: DocumentNode): DocumentShape {
  const shape = { ...noShape, depth: depthOf(document) };
  visit(document, {
    enter(node) {
      if (!('directives' in node)) return;
      shape.directivesAtOnce = Math.max(shape.directivesAtOnce, node.directives?.length ?? 0);
      shape.directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FRAGMENT_DEFINITION) shape.fragments += 1;
      if (node.kind === Kind.OPERATION_DEFINITION) shape.operations += 1;
      if (node.kind === Kind.FIELD && node.alias) shape.aliases += 1;
      if ('selectionSet' in node && node.selectionSet) {
        shape.repeats = Math.max(shape.repeats, ...countNames(node.selectionSet, new Map()).values());
      }
    },
  });
  return shape;
}

/** The first limit that a document passes; null when it keeps them all. */
export function findShapeFault(document: DocumentNode): DocumentFault | null {
  const shape = measureShape(document);
  if (shape.depth > documentLimits.depth) {
    return { code: 'DOCUMENT_TOO_DEEP', message: `The document is deeper than ${documentLimits.depth} fields.` };
  }
  const passed = complexities.find(([name]) => shape[name] > documentLimits[name]);
  if (!passed) return null;
  const [name, what] = passed;
  return { code: 'DOCUMENT_TOO_COMPLEX', message: `The document has more than ${documentLimits[name]} ${what}.` };
}

const complexities = [
  ['operations', 'operations'],
  ['fragments', 'fragments'],
  ['aliases', 'aliases'],
  ['directives', 'directives'],
  ['directivesAtOnce', 'directives at one place'],
  ['repeats', 'repetitions of one field'],
] as const;

/** How often each name is asked for, where the answers are merged into one. */
function countNames({ selections }: SelectionSetNode, counts: Map<string, number>): ReadonlyMap<string, number> {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) countNames(selection.selectionSet, counts);
    else counts.set(nameOf(selection), (counts.get(nameOf(selection)) ?? 0) + 1);
  }
  return counts;
}

const nameOf = (selection: Exclude<SelectionNode, { kind: Kind.INLINE_FRAGMENT }>): string =>
  selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : `...${selection.name.value}`;

/** The schema's own depth has no end, and graphql limits it by itself. */
const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);

function depthOf(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const depths = new Map<string, number>();
  const below = (set: SelectionSetNode | undefined): number => Math.max(0, ...(set?.selections.map(depthFrom) ?? []));
  const depthFrom = (selection: SelectionNode): number => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return below(selection.selectionSet);
    const name = selection.name.value;
    if (selection.kind === Kind.FIELD) return introspection.has(name) ? 1 : 1 + below(selection.selectionSet);
    const known = depths.get(name);
    if (known !== undefined) return known;
    // Meanwhile it has none: a fragment within itself is refused later.
    depths.set(name, 0);
    const depth = below(fragments.get(name)?.selectionSet);
    depths.set(name, depth);
    return depth;
  };
  const operations = document.definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map(({ selectionSet }) => below(selectionSet)));
}
