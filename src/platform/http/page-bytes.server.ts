import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * A page as it goes out. The framework writes a page as one text: it is copied whole when it is looked into, once more when its
 * mark is worked out, and once more when it becomes bytes, and copies of more than 128 kilobytes each get a piece of memory of
 * their own from the system and give it back. That took a quarter of the time of a long list. Here a page is kept in
 * pieces from its components to its bytes. vite.pages.ts puts these functions in the place of the framework's.
 */
export class Pieces {
	readonly texts: readonly string[];
	constructor(texts: readonly string[]) {
		this.texts = texts;
	}
	toString(): string {
		return this.texts.join('');
	}
}

/** What components have written so far; with `pieces` it is cut. */
export type Written = { head: string; body: string; pieces?: string[] };

const length = 8_192;

/** Begins a new piece when the present one is long enough. */
export function cut(written: Written): void {
	if (!written.pieces || written.body.length < length) return;
	written.pieces.push(written.body);
	written.body = '';
}

/** The whole body: a text while it is short. */
export const bodyOf = ({ body, pieces }: Written): string | Pieces =>
	pieces?.length ? new Pieces([...pieces, body]) : body;

/** Stands for the pieces in the text around them. */
export const mark = `<!--${randomUUID()}-->`;

const mostKept = 4 * 1024 * 1024;
let room = Buffer.allocUnsafeSlow(512 * 1024);

/**
 * @param around the page with `mark` where its body stands, or the whole page
 * @returns its bytes in UTF-8
 */
export function bytesOf(around: string, body: string | Pieces): Buffer<ArrayBuffer> {
	let end = 0;
	const put = (text: string) => {
		const most = end + text.length * 3;
		if (most > room.length) {
			const wider = Buffer.allocUnsafeSlow(2 * most);
			room.copy(wider, 0, 0, end);
			room = wider;
		}
		end += room.write(text, end);
	};
	const at = body instanceof Pieces ? around.indexOf(mark) : -1;
	if (at < 0) put(around);
	else {
		put(around.slice(0, at));
		for (const text of (body as Pieces).texts) put(text);
		put(around.slice(at + mark.length));
	}
	const bytes = Buffer.from(room.subarray(0, end));
	if (room.length > mostKept) room = Buffer.allocUnsafeSlow(512 * 1024);
	return bytes;
}

/** The same page has the same mark, so that a browser that has it need not be sent it again (RFC 9110, 8.8.3). */
export const entityTag = (bytes: Uint8Array): string =>
	`"${bytes.length.toString(36)}-${crc32(bytes).toString(36)}"`;

/**
 * The answer that is a page. The framework's own would lay a stream around the bytes, out of which the adapter takes them again: a
 * tenth of the time of a list. Whoever asks for the body gets a stream all the same, unless the bytes were handed over.
 */
export class Page extends Response {
	readonly #bytes: Buffer<ArrayBuffer>;
	#handedOver = false;
	#whole: Response | undefined;

	constructor(bytes: Buffer<ArrayBuffer>, init: ResponseInit) {
		super(null, init);
		this.#bytes = bytes;
	}

	/** To whoever sends them: after that the answer has no body. */
	handOver(): Buffer {
		this.#handedOver = true;
		return this.#bytes;
	}

	#response(): Response {
		this.#whole ??= new Response(this.#bytes, this);
		return this.#whole;
	}

	override get body() {
		return this.#handedOver ? null : this.#response().body;
	}
	override get bodyUsed() {
		return this.#response().bodyUsed;
	}
	override text() {
		return this.#response().text();
	}
	override arrayBuffer() {
		return this.#response().arrayBuffer();
	}
	override bytes() {
		return this.#response().bytes();
	}
	override blob() {
		return this.#response().blob();
	}
	override clone() {
		return this.#response().clone();
	}
}

/** On the request itself: what a WeakMap holds, a small collection of garbage takes for living. */
const toSend = Symbol('bytes of the page');
type Answered = { [toSend]?: Buffer };

/** The server sends the bytes of a page itself, past the framework. `request`: as Node received it. */
export function handOver(request: object | undefined, response: Response): void {
	if (request && response instanceof Page) (request as Answered)[toSend] = response.handOver();
}

/** What is to be sent as the answer to this request. */
export const handedOver = (request: object): Buffer | undefined => (request as Answered)[toSend];
