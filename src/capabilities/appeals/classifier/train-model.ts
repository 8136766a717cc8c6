import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { record } from '#platform/audit/door.server.ts';
import {
	type AccountId,
	database,
	newId,
	type TerritoryId,
	type Tx,
	transaction,
} from '#platform/db/door.server.ts';
import { startWork } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { JobContext } from '#platform/room.ts';
import { house } from '../take-in.ts';
import { gather } from './gather.ts';
import { leastTexts } from './lesson.ts';
import { readActive, readBytes } from './model-store.server.ts';
import { forgetServed } from './served.server.ts';
import { teachApart } from './teach-apart.server.ts';
import { isNotWorse, type ModelRef } from './version.ts';
import { dropOld, insertVersion, readVersion, serve } from './versions-store.server.ts';

const pack = promisify(deflateRaw);
/** Versions that are kept to go back to. */
const keptVersions = 12;

type Payload = { territory: TerritoryId; by: AccountId | null };

/** Asks for a training of the territory's classifier now. Answers the page of the work. */
export async function retrain(actor: Actor, territory: TerritoryId): Promise<string> {
	demand(actor, 'appeals.teach-classifier', { territory });
	return transaction(async (tx) => {
		const work = await beginTraining(tx, territory, actor.account);
		await record(tx, {
			actor,
			territory,
			action: 'appeals.classifier-training',
			thing: { kind: 'classifier', id: String(territory) },
		});
		return work;
	});
}

export function beginTraining(tx: Tx, territory: TerritoryId, by: AccountId | null): Promise<string> {
	return startWork(tx, {
		job: 'appeals.train-classifier',
		territory,
		by,
		title: { key: 'appeals.classifier.work' },
		payload: { territory, by } satisfies Payload,
	});
}

/**
 * The job: gathers what was decided, teaches in a thread, keeps the version with its figures, and puts it in service when it
 * is not worse than the one that serves. A second run makes a second version, which does no harm.
 */
export async function trainModel(
	{ territory, by }: Payload,
	{ work }: Pick<JobContext, 'work'>,
): Promise<void> {
	const began = Date.now();
	const href = `/office/appeals/classifier?in=${territory}`;
	await work?.progress(0, null, { key: 'appeals.classifier.progress.reading' });
	const gathered = await gather(territory);
	const texts = gathered.decided.length;
	if (texts < leastTexts) {
		work?.finish({
			says: [{ key: 'appeals.classifier.too-few', facts: { count: texts, least: leastTexts } }],
			href,
		});
		return;
	}
	const serving = await servingVersion(territory);
	const taught = await teachApart(
		{ ...gathered, served: serving && { bytes: serving.bytes, lastTextAt: serving.lastTextAt.getTime() } },
		{
			onStep: async (done) => {
				await work?.progress(done, null, {
					key: 'appeals.classifier.progress.learning',
					facts: { count: texts },
				});
			},
			stopped: async () => (await work?.stopped()) ?? false,
		},
	);
	if (!taught) return;
	const { measured, compared, executorMeasured } = taught;
	const ref: ModelRef = { territory, id: newId() };
	const figures = {
		trainedAt: new Date(),
		account: by,
		texts,
		heldBack: taught.heldBack,
		categories: new Set(gathered.decided.map((one) => one.category)).size,
		lastTextAt: new Date(gathered.decided.at(-1)?.at ?? 0),
		right: measured.right,
		amongThree: measured.amongThree,
		weightedF1: measured.weightedF1,
		macroF1: measured.macroF1,
		calibrationError: measured.calibrationError,
		servedF1: compared?.served ?? null,
		executorRight: executorMeasured?.right ?? null,
		executorAmongThree: executorMeasured?.amongThree ?? null,
		took: (Date.now() - began) / 1000,
	};
	const bytes = new Map([['category', await pack(taught.category)]]);
	if (taught.executor) bytes.set('executor', await pack(taught.executor));
	const better = isNotWorse(
		{ weightedF1: compared?.fresh ?? measured.weightedF1, servedF1: figures.servedF1 },
		serving,
	);
	const version = await transaction(async (tx) => {
		const number = await insertVersion(
			tx,
			ref,
			figures,
			{
				bins: measured.bins,
				labels: measured.labels,
				confused: measured.confused.slice(0, 50),
				words: taught.words,
			},
			bytes,
		);
		if (better) await serve(tx, ref, new Date());
		await dropOld(tx, territory, keptVersions);
		await record(tx, {
			actor: house,
			territory,
			action: better ? 'appeals.classifier-served' : 'appeals.classifier-kept',
			thing: { kind: 'classifier', id: ref.id },
			payload: { version: number, weightedF1: figures.weightedF1, servedF1: figures.servedF1 },
		});
		return number;
	});
	forgetServed();
	work?.finish({
		says: [
			{
				key: better ? 'appeals.classifier.now-serves' : 'appeals.classifier.is-kept',
				facts: { version, right: figures.right },
			},
		],
		href,
	});
}

async function servingVersion(territory: TerritoryId) {
	const model = (await readActive(database())).find((one) => one.territory === territory)?.model;
	if (!model) return null;
	const ref = { territory, id: model };
	const [version, packed] = await Promise.all([readVersion(database(), ref), readBytes(database(), ref)]);
	const bytes = packed.get('category');
	return version && bytes ? { ...version, bytes: new Uint8Array(inflateRawSync(bytes)) } : null;
}
