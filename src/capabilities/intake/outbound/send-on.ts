import { publicOrigin } from '#platform/config/door.server.ts';
import { unseal } from '#platform/config/keys.server.ts';
import { database, type Id, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import {
	type AppealForOutside,
	appealForOutside,
	categories,
	happenedOutside,
} from '#rooms/appeals/door.server.ts';
import { categoryName, isOver } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type Endpoint, type EndpointId, type EndpointRef, serviceFor } from './endpoint.ts';
import * as endpoints from './endpoints-store.server.ts';
import { requestsBetween, sendToTown, type Town, TownRefused } from './georeport-client.ts';
import * as sendings from './sendings-store.server.ts';

type AppealRef = { territory: TerritoryId; id: Id<'appeal'> };
export type SendJob = {
	territory: TerritoryId;
	appeal: Id<'appeal'>;
	endpointTerritory: TerritoryId;
	endpoint: EndpointId;
};

/** How often a town that fails is asked: at last every six hours, three days in all. */
export const mostAttempts = 20;
export const pauseAfter = (attempts: number): number =>
	Math.min(6 * 3_600_000, 60_000 * 2 ** Math.min(attempts, 10));

/** Puts appeals in line for every endpoint that takes their category from their body. Twice does no harm. */
export async function sendWhereTheyGo(refs: readonly AppealRef[], now = new Date()): Promise<void> {
	const above = (ref: AppealRef) => [ref.territory, ...tree.ancestors(ref.territory)];
	const all = await endpoints.list(database(), [...new Set(refs.flatMap(above))]);
	const on = all.filter((one) => one.state === 'on');
	if (on.length === 0) return;
	for (const ref of refs) {
		const places = above(ref);
		await sendWhereItGoes(
			ref,
			on.filter((one) => places.includes(one.territory)),
			now,
		);
	}
}

async function sendWhereItGoes(ref: AppealRef, candidates: readonly Endpoint[], now: Date): Promise<void> {
	if (candidates.length === 0) return;
	const found = await appealForOutside(ref);
	if (!found || isOver(found.appeal.state) || found.appeal.state === 'filed') return;
	const all = await categories();
	for (const endpoint of candidates) {
		if (!takes(endpoint, found)) continue;
		const service = serviceFor(await endpoints.rulesOf(database(), endpoint), all, found.appeal.category);
		if (service === null) continue;
		await transaction(async (tx) => {
			if (await sendings.insert(tx, { appeal: ref, endpoint, service, at: now }))
				await inLine(tx, ref, endpoint);
		});
	}
}

export function takes(
	endpoint: Pick<Endpoint, 'takesPrivate' | 'body'>,
	{ appeal }: Pick<AppealForOutside, 'appeal'>,
): boolean {
	if (appeal.visibility === 'authority' && !endpoint.takesPrivate) return false;
	// whose work it is must be known first: it goes when it is routed
	if (appeal.body === null) return false;
	return endpoint.body === null || bodyKey(endpoint.body) === bodyKey(appeal.body);
}

/** The job of one appeal to one endpoint; a second one takes the place of the first. */
export async function inLine(
	db: Parameters<typeof enqueue>[0],
	appeal: AppealRef,
	endpoint: EndpointRef,
	runAt?: Date,
): Promise<void> {
	const payload: SendJob = {
		territory: appeal.territory,
		appeal: appeal.id,
		endpointTerritory: endpoint.territory,
		endpoint: endpoint.id,
	};
	await enqueue(db, 'intake.send-on', payload, {
		key: `intake.send-on ${appeal.id} ${endpoint.id}`,
		...(runAt ? { runAt } : {}),
	});
}

export const townOf = (endpoint: Endpoint): Town => ({
	url: endpoint.url,
	jurisdiction: endpoint.jurisdiction,
	key: endpoint.keySealed === null ? null : unseal('intake.endpoint', endpoint.keySealed),
	format: endpoint.format,
	zone: endpoint.zone,
});

/**
 * Sends one appeal. Before it goes, that it goes is written down: when the process dies, or the answer is lost, the next
 * attempt first looks whether it is there already, by our number in its words.
 */
export async function sendOn(job: SendJob, now = new Date()): Promise<void> {
	const appeal = { territory: job.territory, id: job.appeal };
	const ref = { territory: job.endpointTerritory, id: job.endpoint };
	const [sending, endpoint, found] = await Promise.all([
		sendings.read(database(), appeal, ref),
		endpoints.read(database(), ref),
		appealForOutside(appeal),
	]);
	if (sending?.state !== 'waiting' || endpoint?.state !== 'on' || !found) return;
	const which = { appeal, endpoint: ref };
	if (isOver(found.appeal.state))
		return sendings.change(database(), which, {
			state: 'refused',
			problem: 'intake.endpoint.over',
			changedAt: now,
		});
	const town = townOf(endpoint);
	try {
		const there = sending.beganAt ? await findThere(town, sending, found, now) : null;
		if (there) return await arrived(which, endpoint, { id: there }, now);
		const fields = await fieldsOf(endpoint, sending.service, found);
		await sendings.change(database(), which, { beganAt: now, attempts: sending.attempts + 1 });
		await arrived(which, endpoint, await sendToTown(town, fields), now);
	} catch (error) {
		await failed(sending, error, now);
	}
}

async function arrived(
	which: Pick<sendings.Sending, 'appeal' | 'endpoint'>,
	endpoint: Endpoint,
	got: { id: string } | { token: string },
	at: Date,
): Promise<void> {
	await transaction(async (tx) => {
		const sending = await sendings.lock(tx, which.appeal, which.endpoint);
		if (sending?.state !== 'waiting' && sending?.state !== 'token') return;
		const known = 'id' in got;
		await sendings.change(tx, which, {
			...(known
				? { state: 'open' as const, foreignId: got.id.slice(0, 200) }
				: { state: 'token' as const, token: got.token.slice(0, 300) }),
			beganAt: null,
			problem: null,
			sentAt: sending.sentAt ?? at,
			changedAt: at,
		});
		if (known)
			await happenedOutside(tx, which.appeal, at, {
				kind: 'sent-on',
				facts: { to: endpoint.name, number: got.id.slice(0, 200) },
			});
	});
}

export { arrived };

/** What may be otherwise in a while is tried again, later and later; what is wrong with the request waits for a person. */
async function failed(sending: sendings.Sending, error: unknown, now: Date): Promise<void> {
	const which = { appeal: sending.appeal, endpoint: sending.endpoint };
	if (error instanceof TownRefused)
		return sendings.change(database(), which, {
			state: 'refused',
			beganAt: null,
			problem: error.message,
			changedAt: now,
		});
	if (!(error instanceof Refusal)) throw error;
	const attempts = sending.attempts + 1;
	const givesUp = attempts >= mostAttempts;
	await transaction(async (tx) => {
		await sendings.change(tx, which, {
			attempts,
			problem: error.code,
			...(givesUp ? { state: 'refused' as const } : {}),
			changedAt: now,
		});
		if (!givesUp)
			await inLine(tx, sending.appeal, sending.endpoint, new Date(now.getTime() + pauseAfter(attempts)));
	});
}

/** Our number in the words of a request of these days. A town that lists nothing cannot be asked: then it is sent again. */
async function findThere(
	town: Town,
	sending: sendings.Sending,
	found: AppealForOutside,
	now: Date,
): Promise<string | null> {
	const from = new Date((sending.beganAt as Date).getTime() - 3_600_000);
	try {
		const requests = await requestsBetween(town, from, new Date(now.getTime() + 3_600_000), sending.service);
		return requests.find((one) => one.description.includes(found.appeal.number))?.id ?? null;
	} catch (error) {
		if (error instanceof TownRefused) return null;
		throw error;
	}
}

/** What is sent: the words that everybody sees, or all of them with the author, as the endpoint is set up. */
async function fieldsOf(
	endpoint: Endpoint,
	service: string,
	{ appeal, open, applicant, photograph }: AppealForOutside,
): Promise<Record<string, string>> {
	const whole = endpoint.reveals === 'whole';
	const words = whole ? appeal : open;
	const all = await categories();
	const t = translatorFor('ru');
	const fields: Record<string, string> = {
		service_code: service,
		description: t('intake.endpoint.description', {
			text: words.text,
			category: categoryName(all.get(appeal.category), 'ru'),
			number: appeal.number,
		}),
	};
	const set = (name: string, value: string | null | undefined) => {
		if (value) fields[name] = value;
	};
	set('lat', appeal.point?.lat.toFixed(6));
	set('long', appeal.point?.lon.toFixed(6));
	set('address_string', words.placeWords);
	set('media_url', photograph && publicOrigin() + photograph);
	if (whole && applicant) {
		const [first = '', ...rest] = applicant.name.split(/\s+/);
		set('first_name', first);
		set('last_name', rest.join(' '));
		set('email', applicant.email);
		set('phone', applicant.phone);
	}
	const questions = (await endpoints.questionsOf(database(), endpoint)).filter(
		(one) => one.service === service,
	);
	for (const one of questions) {
		if (one.required && !one.answer)
			throw new TownRefused(400, t('intake.endpoint.question-open', { code: one.code }));
		set(`attribute[${one.code}]`, one.answer);
	}
	return fields;
}
