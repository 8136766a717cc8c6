import type { z } from 'zod';
import type { TerritoryId, Uuid } from '../db/ids.ts';
import type { Actor } from '../permissions/door.ts';

/** What a key may be used for. */
export const scopes = ['appeals:file', 'appeals:read', 'appeals:read-whole', 'webhooks:manage'] as const;
export type Scope = (typeof scopes)[number];

/** A program with a key. */
export type Machine = {
	territory: TerritoryId;
	id: Uuid;
	name: string;
	scopes: readonly Scope[];
	/** Sites whose pages may call with this key from a browser; a program sends no origin. */
	origins: readonly string[];
	/** Calls a minute. */
	perMinute: number;
};

/** One call, checked against the shapes of its endpoint. */
export type Call<E extends AnyEndpoint = AnyEndpoint> = {
	actor: Actor;
	machine: Machine | null;
	params: z.output<E['params']>;
	query: z.output<E['query']>;
	body: E['body'] extends z.ZodType ? z.output<E['body']> : undefined;
	/** Of an endpoint that takes a file: the bytes as they came. */
	upload: { bytes: Uint8Array; type: string } | null;
	/** The header Idempotency-Key. */
	idempotencyKey: string | null;
	headers: Headers;
	/** Of the network: guesses are counted by it. */
	address: string;
	/** `https://veche.example`, for links. */
	origin: string;
};

export type Reply = { status?: number; body: unknown; headers?: Record<string, string> };

export type Example = {
	/** A key of the words. */
	title: string;
	/** Places in braces are filled by whoever shows or runs it: {territory}, {number}, {key}, {category}, {vote}. */
	params?: Record<string, string>;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: unknown;
	status: number;
	/** What the answer looks like; tests compare its shape. */
	answer?: unknown;
};

export type AnyEndpoint = {
	/** `file-appeal`: the operation of the reference. */
	name: string;
	method: 'GET' | 'POST' | 'DELETE';
	/** Below /api/v1: `/territories/{territory}/appeals`. */
	path: string;
	/** The release it came in. */
	since: string;
	tag: string;
	/** Keys of the words. */
	summary: string;
	about: string;
	/** What a key must allow; null: open to everybody. */
	scope: Scope | null;
	params: z.ZodObject;
	query: z.ZodObject;
	body?: z.ZodType;
	upload?: { types: readonly string[]; bytes: number };
	/** May be repeated with the same Idempotency-Key without doing it twice. */
	idempotent?: boolean;
	answer: z.ZodType;
	status: number;
	/** Codes of refusals beside those that any endpoint has. */
	refusals: readonly string[];
	examples: readonly Example[];
};

export type Endpoint = AnyEndpoint & { run(call: Call): Promise<Reply> };

/** Ties what an endpoint does to its shapes, so that the compiler checks one against the other. */
export function endpoint<const E extends AnyEndpoint>(
	of: E,
	run: (call: Call<E>) => Promise<Reply>,
): Endpoint {
	return { ...of, run: run as unknown as Endpoint['run'] };
}

const registered = new Map<string, Endpoint>();

/** Rooms offer their endpoints; the reference and the document of OpenAPI list them all. */
export function offerEndpoints(...endpoints: readonly Endpoint[]): void {
	for (const one of endpoints) registered.set(one.name, one);
}

export function allEndpoints(): Endpoint[] {
	return [...registered.values()];
}
