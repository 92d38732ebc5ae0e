import type { FieldCheck, FieldFault } from './field-fault.ts';
import type { RowErrorCode } from './row-error.ts';

const mostCharacters = 255;
const anythingUnusual = /[^!-~]/;
const controlOrLineSeparator = /[\p{Cc}\u2028\u2029]/u;

/**
 * Checks a click id: 1 to 255 characters (code points, as databases count them), no white space at either end, and
 * nowhere a control character (C0, DEL, C1) or a line separator. White space alone is as good as nothing.
 */
export function createClickIdCheck(name: string): FieldCheck {
  const fault = (code: RowErrorCode, rule: string): FieldFault => ({ path: [name], code, message: `${name} ${rule}.` });
  const required = [fault('REQUIRED', 'must be given and hold more than white space')];
  const noText = [fault('INVALID_FORMAT', 'must be text')];
  const padded = fault('INVALID_FORMAT', 'must not begin or end with white space');
  const control = fault('INVALID_FORMAT', 'must not contain control characters or line separators');
  const surrogate = fault('INVALID_FORMAT', 'must be well-formed Unicode');
  const tooLong = fault('TOO_LONG', `must not be longer than ${mostCharacters} characters`);

  const formatFault = (text: string) =>
    text.trim() !== text
      ? padded
      : controlOrLineSeparator.test(text)
        ? control
        : text.isWellFormed()
          ? null
          : surrogate;

  return value => {
    if (typeof value !== 'string') return value === null || value === undefined ? required : noText;
    if (value !== '' && value.length <= mostCharacters && !anythingUnusual.test(value)) return null;
    if (value.trim() === '') return required;
    const faults = [formatFault(value), isLonger(value, mostCharacters) ? tooLong : null].filter(one => one !== null);
    return faults.length > 0 ? faults : null;
  };
}

/** Checks free text: any text but one with half a surrogate pair, for which Trackier would refuse the whole request. */
export function createTextCheck(name: string): FieldCheck {
  const noText: readonly FieldFault[] = [{ path: [name], code: 'INVALID_FORMAT', message: `${name} must be text.` }];
  const surrogate: readonly FieldFault[] = [
    { path: [name], code: 'INVALID_FORMAT', message: `${name} must be well-formed Unicode.` },
  ];
  return value => (typeof value !== 'string' ? noText : value.isWellFormed() ? null : surrogate);
}

/** Checks a currency: three capital letters. Which ones Trackier takes is its own matter. */
export function createCurrencyCheck(name: string): FieldCheck {
  const fault: readonly FieldFault[] = [
    { path: [name], code: 'INVALID_FORMAT', message: `${name} must be three capital letters, such as USD.` },
  ];
  return value => (typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? null : fault);
}

/** Checks an amount: a finite number, 0 or more. */
export function createAmountCheck(name: string): FieldCheck {
  const noNumber: readonly FieldFault[] = [
    { path: [name], code: 'INVALID_FORMAT', message: `${name} must be a finite number.` },
  ];
  const negative: readonly FieldFault[] = [
    { path: [name], code: 'OUT_OF_RANGE', message: `${name} must be 0 or more.` },
  ];
  return value => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return noNumber;
    return value < 0 ? negative : null;
  };
}

function isLonger(text: string, most: number): boolean {
  // A character takes two units at most, so that a text of a million units is not counted.
  if (text.length <= most || text.length > 2 * most) return text.length > most;
  return Array.from(text).length > most;
}
