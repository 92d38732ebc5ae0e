import { type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Headers as they are written: name, value, name, value. */
export type RawHeaders = readonly string[];

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * An answer that has the gateway's own headers before those of whoever writes it. They are set when somebody sets another; to set them
 * at the beginning of each request would take as long as all that is logged of it.
 */
export class GatewayResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  #own: RawHeaders | null = null;

  /** To be called before anything is written, with what every answer has. */
  begin(own: RawHeaders): void {
    this.#own = own;
  }

  override setHeader(...header: Parameters<ServerResponse['setHeader']>): this {
    this.#setOwn();
    return super.setHeader(...header);
  }

  override appendHeader(...header: Parameters<ServerResponse['appendHeader']>): this {
    this.#setOwn();
    return super.appendHeader(...header);
  }

  override writeHead(status: number, reason?: string | Headers, headers?: Headers): this {
    this.#setOwn();
    return typeof reason === 'string'
      ? super.writeHead(status, reason, headers)
      : super.writeHead(status, reason ?? headers);
  }

  /** Writes a whole answer; in one go, if nobody has set a header. */
  send(status: number, headers: RawHeaders, body: string): void {
    const own = this.#own ?? [];
    this.#own = null;
    super.writeHead(status, [...own, ...headers]);
    this.end(body);
  }

  #setOwn(): void {
    const own = this.#own;
    if (own === null) return;
    this.#own = null;
    for (let i = 0; i < own.length; i += 2) super.setHeader(own[i] ?? '', own[i + 1] ?? '');
  }
}
