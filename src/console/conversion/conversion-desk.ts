import type { Conversion } from '../../conversions/conversion.ts';
import type { ImportConversionsInput, ImportConversionsMutation } from '../../operations/generated/graphql.ts';
import type { Failure } from '../api/failure.ts';
import { type ConversionForm, emptyForm, readForm } from './conversion-form.ts';
import type { FormKeys } from './form-keys.ts';

/** What a form is sent for. */
export type Purpose = 'check' | 'import';

/** A member of the union that the gateway answers with. */
export type ImportResult = NonNullable<ImportConversionsMutation['importConversions']>;

/** What came of sending a form. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: ImportResult }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** What came, and of what. */
export type Answer = Outcome & {
  readonly input: ImportConversionsInput;
  /** By `Date.now()`. */
  readonly atMs: number;
  /** Tells an answer from the one before it. */
  readonly number: number;
};

/** What is on the desk. */
export interface DeskState {
  readonly form: ConversionForm;
  /** The places that somebody has been to, whose faults may be told. */
  readonly visited: ReadonlySet<string>;
  /** Whether all faults are told, because somebody wanted to send it. */
  readonly isChecked: boolean;
  readonly sending: Purpose | null;
  readonly answer: Answer | null;
}

/** A form that is filled in, sent, and answered. It stays as it is while one looks at another page. */
export interface ConversionDesk {
  readonly state: () => DeskState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (form: ConversionForm) => void;
  readonly visit: (place: string) => void;
  /** What would be sent; null when something is wrong with it, and every fault is told from then on. */
  readonly inputFor: (purpose: Purpose) => ImportConversionsInput | null;
  readonly send: (input: ImportConversionsInput) => Promise<void>;
  /** Sends what was sent before once more, and not as a repetition: it may be imported twice. */
  readonly sendAnew: (input: ImportConversionsInput) => Promise<void>;
  readonly clear: () => void;
}

interface DeskOptions {
  readonly post: (input: ImportConversionsInput) => Promise<Outcome>;
  readonly keys: FormKeys;
  readonly nowMs: () => number;
}

const cleanState: DeskState = { form: emptyForm, visited: new Set(), isChecked: false, sending: null, answer: null };

/** Makes a desk with nothing on it. Only one thing is sent at a time. */
export function createConversionDesk({ post, keys, nowMs }: DeskOptions): ConversionDesk {
  let state = cleanState;
  const listeners = new Set<() => void>();
  const change = (next: Partial<DeskState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const keyed = (input: ImportConversionsInput): ImportConversionsInput =>
    input.validateOnly ? input : { ...input, idempotencyKey: keys.keyOf(contentOf(input)) };
  const send = async (input: ImportConversionsInput): Promise<void> => {
    if (state.sending) return;
    change({ sending: input.validateOnly ? 'check' : 'import' });
    const outcome = await post(input);
    change({ sending: null, answer: { ...outcome, input, atMs: nowMs(), number: (state.answer?.number ?? 0) + 1 } });
  };
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change: form => change({ form }),
    visit: place => change({ visited: new Set(state.visited).add(place) }),
    inputFor(purpose) {
      const { conversion } = readForm(state.form);
      change({ isChecked: true });
      if (conversion === null) return null;
      return keyed({ ...contentOfForm(conversion, state.form), validateOnly: purpose === 'check' });
    },
    send,
    sendAnew(input) {
      keys.renew(contentOf(input));
      return send(keyed(input));
    },
    clear: () => change({ ...cleanState, sending: state.sending }),
  };
}

function contentOfForm(conversion: Conversion, { postback }: ConversionForm) {
  return { conversions: [conversion], sendPostback: { leave: null, yes: true, no: false }[postback] };
}

/** Whether an answer is about what the form says now. */
export function isAnswerTo({ input: { conversions, sendPostback } }: Answer, form: ConversionForm): boolean {
  const { conversion } = readForm(form);
  if (conversion === null) return false;
  return JSON.stringify(contentOfForm(conversion, form)) === JSON.stringify({ conversions, sendPostback });
}

function contentOf(input: ImportConversionsInput): string {
  return JSON.stringify({ ...input, idempotencyKey: null });
}
