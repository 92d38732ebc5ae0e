/** What an expression of PromQL asks for. */
export interface PromQuery {
  readonly selectors: readonly PromSelector[];
  /** Labels that it groups by. */
  readonly groupings: readonly string[];
}

/** A metric with the labels that are asked of it. */
export interface PromSelector {
  readonly metric: string;
  readonly matchers: readonly PromMatcher[];
}

interface PromMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

const words = new Set(['by', 'without', 'on', 'ignoring', 'and', 'or', 'unless', 'offset', 'bool', 'group_left']);
const grouping = /\b(?:by|without|on|ignoring|group_left)\s*\(([^)]*)\)/g;
const selector = /([a-zA-Z_:][\w:]*)\s*(\(?)\s*(?:\{([^}]*)\})?/g;
const matcher = /(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g;

/** Takes an expression apart, as far as the gateway's rules and panels go. */
export function readPromQuery(expression: string): PromQuery {
  const groupings = [...expression.matchAll(grouping)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map(name => name.trim())
      .filter(Boolean),
  );
  // What is left are metrics, functions (which a bracket follows) and words.
  const rest = expression.replaceAll(grouping, ' ').replaceAll(/\[[^\]]*\]/g, ' ');
  const selectors = [...rest.matchAll(selector)]
    .filter(([, name = '', bracket]) => bracket === '' && !words.has(name))
    .map(([, metric = '', , matchers = '']) => ({
      metric,
      matchers: [...matchers.matchAll(matcher)].map(([, label = '', operator = '', value = '']) => ({
        label,
        operator,
        value,
      })),
    }));
  return { selectors, groupings };
}
