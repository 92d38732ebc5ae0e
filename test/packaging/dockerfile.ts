/** One instruction, its continued lines made one. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** What is between one FROM and the next. */
export interface Stage {
  readonly from: string;
  /** '' for the last one, which nobody refers to. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, in their order. */
export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { from: string; name: string; instructions: Instruction[] }[] = [];
  for (const instruction of parseInstructions(text)) {
    const [, from, name = ''] = /^(\S+)(?: AS (\S+))?$/.exec(instruction.text) ?? [];
    if (instruction.name === 'FROM') stages.push({ from: from ?? '', name, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function parseInstructions(text: string): readonly Instruction[] {
  const withoutComments = text.replaceAll(/^\s*#.*\n/gm, '');
  return withoutComments
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [name = '', ...rest] = line.split(' ');
      return { name, text: rest.join(' ').trim() };
    });
}

/** The pairs of ENV and LABEL. */
export function parsePairs(text: string): Record<string, string> {
  const pairs = text.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S+))/g);
  return Object.fromEntries([...pairs].map(([, name = '', quoted, plain = '']) => [name, quoted ?? plain]));
}

/** A command in exec form: a JSON array, which Docker runs without a shell. */
export function parseExecForm(text: string): readonly string[] {
  const command: readonly string[] = JSON.parse(text);
  return command;
}
