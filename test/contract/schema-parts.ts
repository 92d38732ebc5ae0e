import {
  type DirectiveNode,
  isTypeDefinitionNode,
  Kind,
  type NameNode,
  parse,
  print,
  type StringValueNode,
  type TypeDefinitionNode,
  type TypeNode,
  type ValueNode,
} from 'graphql';

/** A part of a schema: what callers may name, and what it promises. */
export interface SchemaPart {
  /** Such as `ImportJob.state`, `Query.importJob(id:)` or `InvalidInputError implements Error`. */
  readonly coordinate: string;
  /** Kind, type and default, directives: as far as there are any. */
  readonly signature: string;
  /** The coordinate of what it is a part of; null for a type. */
  readonly parent: string | null;
  /** null where none was written; undefined where the language has no place for one. */
  readonly description: string | null | undefined;
}

/** Takes a schema apart, by coordinate. */
export function partsOf(sdl: string): ReadonlyMap<string, SchemaPart> {
  const parts = parse(sdl).definitions.filter(isTypeDefinitionNode).flatMap(partsOfType);
  return new Map(parts.map(part => [part.coordinate, part]));
}

function partsOfType(node: TypeDefinitionNode): SchemaPart[] {
  const name = node.name.value;
  return [describedPart(null, name, node), ...partsWithin(name, node)];
}

function partsWithin(type: string, node: TypeDefinitionNode): SchemaPart[] {
  if (node.kind === Kind.SCALAR_TYPE_DEFINITION) return [];
  if (node.kind === Kind.UNION_TYPE_DEFINITION) return relations(type, '|', node.types);
  if (node.kind === Kind.ENUM_TYPE_DEFINITION) return members(type, node.values);
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return members(type, node.fields);
  return [
    ...relations(type, 'implements', node.interfaces),
    ...members(type, node.fields),
    ...(node.fields ?? []).flatMap(({ name, arguments: args = [] }) => {
      const field = `${type}.${name.value}`;
      return args.map(arg => describedPart(field, `${field}(${arg.name.value}:)`, arg));
    }),
  ];
}

type NamedNode = DescribedNode & { readonly name: NameNode };

const members = (parent: string, nodes: readonly NamedNode[] = []): SchemaPart[] =>
  nodes.map(node => describedPart(parent, `${parent}.${node.name.value}`, node));

interface DescribedNode {
  readonly kind: string;
  readonly description?: StringValueNode | undefined;
  readonly type?: TypeNode;
  readonly defaultValue?: ValueNode | undefined;
  readonly directives?: readonly DirectiveNode[] | undefined;
}

function describedPart(parent: string | null, coordinate: string, node: DescribedNode): SchemaPart {
  const { kind, type, defaultValue, directives = [], description } = node;
  const words = [
    kind,
    ...(type ? [print(type)] : []),
    ...(defaultValue ? ['=', print(defaultValue)] : []),
    ...directives.map(print),
  ];
  return { coordinate, signature: words.join(' '), parent, description: description?.value ?? null };
}

function relations(parent: string, relation: string, types: readonly { readonly name: NameNode }[] = []): SchemaPart[] {
  return types.map(({ name }) => {
    return { coordinate: `${parent} ${relation} ${name.value}`, signature: relation, parent, description: undefined };
  });
}
