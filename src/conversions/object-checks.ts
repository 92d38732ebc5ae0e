import type { FieldCheck, FieldFault } from './field-fault.ts';
import { isObject } from './is-object.ts';
import { isLargerAsJson, isReadableName, measureJson, notJson, tooDeep } from './measure-json.ts';
import type { RowErrorCode } from './row-error.ts';

const mostDimensionBytes = 65_536;
const mostDimensionLevels = 5;
// PHP reads 512 levels, and refuses the whole request for one more.
const mostExtraLevels = 100;

/** Checks custom dimensions: an object of at most 64 KiB as JSON and 5 levels, itself being the first. */
export function createDimensionsCheck(name: string): FieldCheck {
  const checkMembers = createMembersCheck(name, mostDimensionLevels, () => null);
  const noObject = [faultAt([name], 'INVALID_FORMAT', `${name} must be an object.`)];
  const tooLarge = [faultAt([name], 'TOO_LONG', `${name} must not take more than 64 KiB as JSON.`)];
  return value => {
    if (!isObject(value)) return noObject;
    const size = measureJson(value, mostDimensionLevels);
    if (size < 0) return checkMembers(value);
    // The bound is generous: only what passes it is worth being written out and counted.
    return size > mostDimensionBytes && isLargerAsJson(value, mostDimensionBytes) ? tooLarge : null;
  };
}

/** Checks further fields: an object of JSON values none of whose names has a typed field. */
export function createExtraCheck(name: string, typedNames: ReadonlySet<string>): FieldCheck {
  const noObject = [faultAt([name], 'INVALID_FORMAT', `${name} must be an object.`)];
  const checkMembers = createMembersCheck(name, mostExtraLevels, member =>
    typedNames.has(member)
      ? faultAt([name, member], 'CONFLICT', `${name} must not repeat ${member}, which has a field of its own.`)
      : null,
  );
  return value => (isObject(value) ? checkMembers(value) : noObject);
}

function createMembersCheck(name: string, levels: number, checkName: (member: string) => FieldFault | null) {
  return (object: Readonly<Record<string, unknown>>): readonly FieldFault[] | null => {
    const faults: FieldFault[] = [];
    for (const [member, value] of Object.entries(object)) {
      const fault = checkName(member) ?? memberFault(name, member, value, levels);
      if (fault !== null) faults.push(fault);
    }
    return faults.length > 0 ? faults : null;
  };
}

function memberFault(name: string, member: string, value: unknown, levels: number): FieldFault | null {
  // Half a surrogate pair in the answer could make it unreadable to the caller.
  const path = [name, member.toWellFormed()];
  const size = isReadableName(member) ? measureJson(value, levels - 1) : notJson;
  if (size === tooDeep) return faultAt(path, 'OUT_OF_RANGE', `${name} must not have more than ${levels} levels.`);
  if (size === notJson) {
    const rule = 'JSON only: well-formed Unicode, finite numbers, and integers beyond 9007199254740991 as text';
    return faultAt(path, 'INVALID_FORMAT', `${name} must hold ${rule}.`);
  }
  return null;
}

function faultAt(path: readonly string[], code: RowErrorCode, message: string): FieldFault {
  return { path, code, message };
}
