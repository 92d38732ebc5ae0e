/** One event of a server-sent stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a `text/event-stream` as they come; comments, which keep a connection open, are left out. */
export async function* readEventStream(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  let fields: Partial<StreamEvent> = {};
  for await (const line of readLines(bytes)) {
    if (line !== '') {
      fields = { ...fields, ...readField(line, fields) };
    } else {
      if (fields.event !== undefined) yield { event: fields.event, data: fields.data ?? '' };
      fields = {};
    }
  }
}

function readField(line: string, { data }: Partial<StreamEvent>): Partial<StreamEvent> {
  const [, name, value = ''] = /^(event|data)(?:: ?(.*))?$/s.exec(line) ?? [];
  if (name === 'event') return { event: value };
  return name === 'data' ? { data: data === undefined ? value : `${data}\n${value}` } : {};
}

async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}
