import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { happenedOutside, masked } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { ForeignRequest } from '../open311/read.ts';
import type { Endpoint, EndpointRef } from './endpoint.ts';
import * as endpoints from './endpoints-store.server.ts';
import {
	numberOfTownToken,
	requestById,
	requestsBetween,
	requestsById,
	type Town,
	TownRefused,
} from './georeport-client.ts';
import { arrived, townOf } from './send-on.ts';
import * as sendings from './sendings-store.server.ts';

/** Requests that one run asks after, so many in one question, and so many one by one where a town takes one number only. */
const mostAtOnce = 500;
const together = 50;
const apart = 40;
const longestSpan = 89 * 86_400_000;

/** Owners whose appeals an endpoint may have. */
export const ownersOf = (endpoint: EndpointRef): TerritoryId[] => [
	endpoint.territory,
	...tree.descendants(endpoint.territory),
];

/** Puts every endpoint in line to be asked for news. */
export async function pollTowns(): Promise<void> {
	for (const { territory, id } of await endpoints.listOn(database()))
		await enqueue(
			database(),
			'intake.poll-town',
			{ territory, id },
			{ key: `intake.poll-town ${id}`, attempts: 1 },
		);
}

/** Asks a town what became of what it was sent; each change is a step of the appeal's way. A fault is kept and shown. */
export async function pollTown(ref: EndpointRef, now = new Date()): Promise<{ heard: number }> {
	const endpoint = await endpoints.read(database(), ref);
	if (endpoint?.state !== 'on') return { heard: 0 };
	const waiting = await sendings.openOf(database(), ref, ownersOf(ref), mostAtOnce);
	let heard = 0;
	try {
		const town = townOf(endpoint);
		for (const one of waiting.filter((sending) => sending.state === 'token' && sending.token)) {
			const id = await numberOfTownToken(town, one.token as string);
			if (id) await arrived(one, endpoint, { id }, now);
		}
		const numbered = waiting.filter((sending) => sending.foreignId !== null);
		const news = await newsOf(town, numbered);
		for (const sending of numbered) {
			const request = news.get(sending.foreignId as string);
			if (request && (await heardOf(endpoint, sending, request, now))) heard++;
		}
		await endpoints.polled(database(), ref, now, null);
	} catch (error) {
		if (!(error instanceof Refusal || error instanceof TownRefused)) throw error;
		await endpoints.polled(database(), ref, now, error instanceof Refusal ? error.code : error.message);
	}
	return { heard };
}

/**
 * By many numbers at once, as the standard has it; what a town left out by the days of filing; the rest one by one. So towns are
 * understood that take one number at a time and those that know no numbers in a list at all.
 */
async function newsOf(
	town: Town,
	waiting: readonly sendings.Sending[],
): Promise<Map<string, ForeignRequest>> {
	const found = new Map<string, ForeignRequest>();
	const wanted = new Set(waiting.map((one) => one.foreignId as string));
	const keep = (requests: readonly ForeignRequest[]) => {
		for (const one of requests) if (one.id && wanted.has(one.id)) found.set(one.id, one);
	};
	const ids = [...wanted];
	for (let i = 0; i < ids.length; i += together)
		keep(await tolerated(requestsById(town, ids.slice(i, i + together))));
	const missing = () => waiting.filter((one) => !found.has(one.foreignId as string));
	if (missing().length > 3) {
		const times = missing().map((one) => (one.sentAt ?? one.createdAt).getTime());
		const from = Math.min(...times) - 3_600_000;
		const to = Math.min(Math.max(...times) + 3_600_000, from + longestSpan);
		keep(await tolerated(requestsBetween(town, new Date(from), new Date(to))));
	}
	for (const one of missing().slice(0, apart)) {
		const request = await requestById(town, one.foreignId as string);
		if (request) keep([request]);
	}
	return found;
}

/** A town that knows no such question says so with a code of its own. */
async function tolerated(asked: Promise<ForeignRequest[]>): Promise<ForeignRequest[]> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof TownRefused) return [];
		throw error;
	}
}

/** @returns whether it says something new */
async function heardOf(
	endpoint: Endpoint,
	known: sendings.Sending,
	request: ForeignRequest,
	at: Date,
): Promise<boolean> {
	const state = request.status === 'closed' ? 'closed' : 'open';
	const notes = request.statusNotes.slice(0, 2000);
	if (state === known.state && notes === known.notes) return false;
	return transaction(async (tx) => {
		const sending = await sendings.lock(tx, known.appeal, known.endpoint);
		if (!sending?.foreignId || (sending.state === state && sending.notes === notes)) return false;
		await sendings.change(tx, sending, { state, notes, changedAt: at });
		await happenedOutside(tx, sending.appeal, at, {
			kind: sending.state === state ? 'outside-said' : state === 'closed' ? 'outside-closed' : 'outside-open',
			facts: { to: endpoint.name, number: sending.foreignId },
			// somebody else wrote it: what is personal in it is nobody's business here
			text: notes ? masked(notes) : null,
		});
		return true;
	});
}
