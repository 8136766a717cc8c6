import { type Db, database } from '../db/door.server.ts';
import {
	cosignaturesOf,
	lastSigned,
	type Signed,
	signedAt,
	sizesCosigned,
} from './checkpoints-store.server.ts';
import { reader, sha256 } from './sequence.server.ts';
import * as store from './store.server.ts';
import { same, textOf, utf8 } from './tlog/bytes.ts';
import { isQuorum } from './tlog/policy.ts';
import { type Opening, readEntry, receiptText } from './tlog/receipt.ts';
import { tileWidth, treeOf } from './tlog/tiles.ts';
import { ourPolicy } from './witness/ask-witnesses.server.ts';

const width = BigInt(tileWidth);

export type Published = Signed & { origin: string; witnesses: string[] };

/** One look at the log, for as many receipts as are asked for at one time: everything is read once. */
export class Look {
	readonly #db: Db = database();
	readonly #read = reader(this.#db);
	readonly #trees = new Map<bigint, ReturnType<typeof treeOf>>();
	readonly #entries = new Map<bigint, Promise<Uint8Array[]>>();
	#newest: Promise<Published | null> | undefined;
	#sizes: Promise<Map<bigint, string[]>> | undefined;

	/** The newest signed state with what witnesses have put under it; null while nothing was signed. */
	newest(): Promise<Published | null> {
		this.#newest ??= this.#readNewest();
		return this.#newest;
	}

	async #readNewest(): Promise<Published | null> {
		const head = await store.readHead(this.#db);
		const signed = head.origin === null ? null : await lastSigned(this.#db, head.epoch);
		if (!signed || head.origin === null) return null;
		return this.#withLines(signed, head.origin);
	}

	async #withLines(signed: Signed, origin: string): Promise<Published> {
		const lines = await cosignaturesOf(this.#db, signed.epoch, signed.size);
		return {
			...signed,
			origin,
			note: signed.note + lines.map(({ line }) => line).join(''),
			witnesses: lines.map(({ witness }) => witness),
		};
	}

	/** The newest state that proves this place to whoever asks for the operator's quorum; the newest of all while none does. */
	async #proving(position: bigint): Promise<Published | null> {
		const newest = await this.newest();
		const policy = ourPolicy();
		const convinces = (names: readonly string[]) =>
			!policy ||
			isQuorum(
				policy.quorum,
				policy.witnesses.map(({ key }) => key).filter((key) => names.includes(key.name)),
			);
		if (!newest || convinces(newest.witnesses)) return newest;
		this.#sizes ??= sizesCosigned(this.#db, newest.epoch);
		for (const [size, names] of await this.#sizes) {
			if (size <= position || !convinces(names)) continue;
			const signed = await signedAt(this.#db, newest.epoch, size);
			if (signed) return this.#withLines(signed, newest.origin);
		}
		return newest;
	}

	/** The receipt of the leaf at a place; null when no signed state reaches so far. */
	async receiptAt(position: bigint, opening: Opening | null): Promise<string | null> {
		const checkpoint = await this.#proving(position);
		if (!checkpoint || position < 0n || position >= checkpoint.size) return null;
		const [hashes, entries] = await Promise.all([
			this.#tree(checkpoint.size).inclusion(position),
			this.#bundle(position / width),
		]);
		const entry = entries[Number(position % width)];
		if (!entry) return null;
		const text = textOf(entry);
		const opens = opening && same(sha256(opening.nonce, utf8(opening.content)), readEntry(text)!.commitment);
		return receiptText(
			{ index: position, hashes, checkpoint: checkpoint.note },
			text,
			opens ? opening : null,
		);
	}

	#tree(size: bigint) {
		const known = this.#trees.get(size) ?? treeOf(sha256, size, this.#read);
		this.#trees.set(size, known);
		return known;
	}

	#bundle(number: bigint): Promise<Uint8Array[]> {
		const known = this.#entries.get(number) ?? store.readEntries(this.#db, number);
		this.#entries.set(number, known);
		return known;
	}
}
