import { GraphQLError } from 'graphql';
import type { Page, PageRequest } from '../imports/bulk/bulk-imports.ts';
import { InvalidInputError } from '../imports/import-errors.ts';
import { builder } from './builder.ts';
import { costing } from './field-rules.ts';

/** Part of a list, and how to count the whole of it, which is done only where it is asked for. */
export interface Connection<Node> {
  readonly page: Page<Node>;
  readonly countAll: () => Promise<number> | number;
}

/** The most items that a list gives at once. */
export const mostAtOnce = 100;

/** The arguments of a field that is a connection; there is no way backwards. */
export const pageArgs = (first: number) =>
  builder.args(t => ({
    first: t.int({
      required: true,
      defaultValue: first,
      description: `How many, from 1 to ${mostAtOnce}. Anything else is a GraphQL error with the code \`BAD_USER_INPUT\`.`,
    }),
    after: t.string({
      description:
        'The `endCursor` (or any `cursor`) of a list that was read with the same arguments: what follows it is given. Absent or null: from the beginning. One that is none is `BAD_USER_INPUT`.',
    }),
  }));

/** Reads a page; what is wrong with its arguments is a GraphQL error for the caller. */
export async function readPage<Node>(
  { first, after }: PageRequest,
  read: (page: PageRequest) => Promise<Page<Node>>,
): Promise<Page<Node>> {
  if (first < 1 || first > mostAtOnce) throw badArgument(`first: ${first} is not from 1 to ${mostAtOnce}.`);
  try {
    return await read({ first, after });
  } catch (error) {
    throw error instanceof InvalidInputError ? badArgument(error.message) : error;
  }
}

// Without a cause: it would be taken for the error that callers are to see.
const badArgument = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const PageInfoRef = builder.objectRef<Page<unknown>>('PageInfo').implement({
  description: 'Where a part stands in the whole of its list. Cursors stay right while the list grows.',
  fields: t => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'More follows: ask again with `after: endCursor`.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Something comes before it.' }),
    startCursor: t.string({
      nullable: true,
      description: 'The cursor of its first item; null when it has none.',
      resolve: page => page.items[0]?.cursor,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'The cursor of its last item; null when it has none.',
      resolve: page => page.items.at(-1)?.cursor,
    }),
  }),
});

type Edge<Node> = Page<Node>['items'][number];

type EdgeFields<Node> = PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Edge<Node>>;

/** Makes the types `<name>Connection` and `<name>Edge`. `what`: the nodes and their order, in words. */
export function connectionOf<Node>(
  name: string,
  what: string,
  nodeField: (t: EdgeFields<Node>) => ReturnType<EdgeFields<Node>['field']>,
) {
  const EdgeRef = builder.objectRef<Edge<Node>>(`${name}Edge`).implement({
    description: `An item of a list of ${what}.`,
    fields: t => ({
      cursor: t.exposeString('cursor', { description: 'Where it stands in the list, for `after`.' }),
      node: nodeField(t),
    }),
  });
  return builder.objectRef<Connection<Node>>(`${name}Connection`).implement({
    description: `Part of a list of ${what}.`,
    fields: t => ({
      edges: t.field({
        type: [EdgeRef],
        description: 'The items of this part, in the order of the list.',
        resolve: ({ page }) => [...page.items],
      }),
      pageInfo: t.field({ type: PageInfoRef, description: 'Whether there is more.', resolve: ({ page }) => page }),
      totalCount: t.int({
        ...costing({ sharedReads: 1 }),
        description: 'How many there are in the whole list, with the same arguments; counted only when asked for.',
        resolve: ({ countAll }) => countAll(),
      }),
    }),
  });
}
