import { BlockList, isIP } from 'node:net';

/** A kind of value that a variable may have. */
export interface ValueKind<T> {
  /** What the value must be, to follow "must be". */
  readonly expects: string;
  /** null: the text is no such value. */
  parse(text: string): T | null;
}

const hostNamePattern =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*(?!\d+$|0x)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can reach what listens on the host. */
export function isLoopback(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? host === 'localhost' : loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** A whole number within limits, both included. */
export function wholeNumber(least: number, most: number): ValueKind<number> {
  return {
    expects: `a whole number from ${least} to ${most}`,
    parse: text => (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null),
  };
}

/** A number within limits, both included, written with a decimal point if it has a fraction. */
export function decimalNumber(least: number, most: number): ValueKind<number> {
  return {
    expects: `a number from ${least} to ${most}`,
    parse: text => {
      const number = /^\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN;
      return number >= least && number <= most ? number : null;
    },
  };
}

/** One of some words, in exactly this spelling. */
export function oneOf<const T extends string>(words: readonly T[], expects = words.join(', ')): ValueKind<T> {
  return {
    expects: words.length > 1 ? `one of ${expects}` : expects,
    parse: text => words.find(word => word === text) ?? null,
  };
}

/** `true` or `false`, and no other word for them. */
export const trueOrFalse: ValueKind<boolean> = {
  expects: 'true or false',
  parse: text => (text === 'true' ? true : text === 'false' ? false : null),
};

/** Text that can stand in an HTTP header as it is. */
export const headerToken: ValueKind<string> = {
  expects: 'visible ASCII characters only, without spaces, quotes around it or a line break at its end',
  parse: text => (/^[!-~]+$/.test(text) && !/^(["']).*\1$/.test(text) ? text : null),
};

/** An address or name to listen on; an IPv6 address may stand in brackets. */
export const hostAddress: ValueKind<string> = {
  expects: 'an IP address or a host name, without a port',
  parse: text => {
    const host = text.toLowerCase().replace(/^\[(.*)\]$/, '$1');
    return isIP(host) !== 0 || hostNamePattern.test(host) ? host : null;
  },
};

function parseHttpUrl(text: string): URL | null {
  const url = /^https?:\/\/[^\s\\]+$/i.test(text) ? URL.parse(text) : null;
  return url === null || /[?#]/.test(text) || url.username !== '' || url.password !== '' ? null : url;
}

/** An http(s) URL that paths can be appended to: it comes out without a slash at its end. */
export const baseUrl: ValueKind<string> = {
  expects: 'an http or https URL without user name, password, query and fragment',
  parse: text => parseHttpUrl(text)?.href.replace(/\/+$/, '') ?? null,
};

function isHostWithPort(host: string): boolean {
  const [, bracketed, name, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (Number(port ?? 0) > 65_535) return false;
  return bracketed === undefined ? isIP(name ?? '') === 4 || hostNamePattern.test(name ?? '') : isIP(bracketed) === 6;
}

/** Values of the `Host` header, in lower case, as a list with commas. */
export const hostList: ValueKind<readonly string[]> = {
  expects: 'host names with commas between them, each with or without a port, without wildcards and without http://',
  parse: text => {
    const hosts = text
      .toLowerCase()
      .split(',')
      .map(host => host.trim())
      .filter(host => host !== '');
    return hosts.every(isHostWithPort) ? Object.freeze(hosts) : null;
  },
};

/** Where a PostgreSQL is, as libpq writes it. */
export const databaseUrl: ValueKind<string> = {
  expects: 'a postgres:// URL with a host and a database, percent-encoded',
  parse: text => {
    const url = /^postgres(ql)?:\/\/\S+$/i.test(text) ? URL.parse(text) : null;
    return url === null || url.hostname === '' || url.pathname.length < 2 || !isDecodable(text) ? null : text;
  },
};

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A path of this machine. */
export const path: ValueKind<string> = {
  expects: 'a path',
  parse: text => (text.includes('\0') ? null : text),
};

/** Any text that is not blank. */
export const someText: ValueKind<string> = {
  expects: 'text without white space at either end',
  parse: text => (text.trim() === text ? text : null),
};

/** So many bytes, in base64. */
export function secretBytes(count: number): ValueKind<Buffer> {
  return {
    expects: `${count} bytes in base64, as \`openssl rand -base64 ${count}\` gives them`,
    parse: text => {
      const bytes = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null;
      return bytes?.length === count ? bytes : null;
    },
  };
}

/** Who could change the keys on their way could sign tokens. */
export const urlOfKeys: ValueKind<string> = {
  expects: 'an https URL without user name and password (http only for this machine itself)',
  parse: text => {
    const url = /^https?:\/\/[^\s\\]+$/i.test(text) ? URL.parse(text) : null;
    if (url === null || url.username !== '' || url.password !== '') return null;
    return url.protocol === 'https:' || isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1')) ? url.href : null;
  },
};

/** Values of the `Origin` header as a list with commas. */
export const originList: ValueKind<readonly string[]> = {
  expects:
    'origins with commas between them, such as https://app.example.com: with http or https, without a path or wildcards',
  parse: text => {
    const origins = text
      .split(',')
      .map(origin => origin.trim().toLowerCase())
      .filter(origin => origin !== '');
    return origins.every(isOrigin) ? Object.freeze(origins) : null;
  },
};

const isOrigin = (origin: string): boolean => /^https?:[^*]+$/.test(origin) && URL.parse(origin)?.origin === origin;
