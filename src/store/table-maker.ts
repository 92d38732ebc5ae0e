import { type ColumnDataType, type CreateTableBuilder, type Expression, type Kysely, sql } from 'kysely';

type ColumnType = 'text' | 'integer' | 'instant';

/** The columns of a table, in order; a question mark lets a column be null. */
export type Columns = Readonly<Record<string, ColumnType | `${ColumnType}?`>>;

/** Makes tables of the same shape on both databases; migrations are written with it. */
export type MakeTable = (db: Kysely<unknown>, name: string, columns: Columns, primaryKey: string[]) => Promise<void>;

/** What differs between the tables of the two databases. */
export interface TableTraits {
  readonly types: Readonly<Record<ColumnType, ColumnDataType | Expression<unknown>>>;
  /** Stands behind the list of columns. */
  readonly suffix: string;
}

/** Tables whose types are binding, as PostgreSQL's always are. */
export const sqliteTraits: TableTraits = {
  types: { text: 'text', integer: 'integer', instant: 'integer' },
  suffix: 'strict',
};

/** Text is in the order of its bytes, as SQLite has it, whatever the language of the server. */
export const postgresTraits: TableTraits = {
  types: { text: sql`text collate "C"`, integer: 'integer', instant: 'bigint' },
  suffix: '',
};

/** A MakeTable for one of the databases. */
export const createTableMaker =
  ({ types, suffix }: TableTraits): MakeTable =>
  async (db, name, columns, primaryKey) => {
    const start: CreateTableBuilder<string, string> = db.schema.createTable(name);
    const table = Object.entries(columns).reduce((rest, [column, spec]) => {
      const { type, isNullable } = parseSpec(spec);
      return rest.addColumn(column, types[type], definition => (isNullable ? definition : definition.notNull()));
    }, start);
    await table.addPrimaryKeyConstraint(`${name}_pkey`, primaryKey).modifyEnd(sql.raw(suffix)).execute();
  };

const nullable = { 'text?': 'text', 'integer?': 'integer', 'instant?': 'instant' } as const;

function parseSpec(spec: Columns[string]): { readonly type: ColumnType; readonly isNullable: boolean } {
  if (spec === 'text' || spec === 'integer' || spec === 'instant') return { type: spec, isNullable: false };
  return { type: nullable[spec], isNullable: true };
}
