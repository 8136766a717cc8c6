import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { Classifier } from '#numerics/classifier/classifier.ts';
import { fromBytes } from '#numerics/classifier/keep.ts';
import { database, type Id, type TerritoryId } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { stemOf as stem } from '#platform/search/russian.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { readActive, readBytes } from './model-store.server.ts';

const unpack = promisify(inflateRaw);

/** A version that serves: the models of one territory, ready to be asked. */
export type Served = {
	territory: TerritoryId;
	model: Id<'classifier-model'>;
	category: Classifier;
	executor: Classifier | null;
	/** The number of each category in the model. */
	numberOf: ReadonlyMap<string, number>;
};

/** Which version serves where, at most this old: a version put in service elsewhere is noticed within seconds. */
const keptFor = 2_000;
/** Models kept in memory: each has some megabytes. */
const mostLoaded = 24;

let active: { of: Map<TerritoryId, Id<'classifier-model'>>; readAt: number } | undefined;
let reading: Promise<Map<TerritoryId, Id<'classifier-model'>>> | undefined;
const loaded = new Map<string, Promise<Served | null>>();
/** What served each territory last: it goes on serving until the next one is loaded. */
const ready = new Map<TerritoryId, Served>();

/** The nearest territory's version that serves: its own, else that of what contains it; null where there is none. */
export async function servedFor(territory: TerritoryId): Promise<Served | null> {
	const of = await activeOnes();
	for (const area of [territory, ...tree.ancestors(territory)]) {
		const model = of.get(area);
		if (!model) continue;
		const before = ready.get(area);
		if (before?.model === model) return before;
		const loading = load(area, model);
		// nobody waits for a new version while the one before it can answer
		const served = before ?? (await loading);
		if (served) return served;
	}
	return null;
}

async function activeOnes(): Promise<Map<TerritoryId, Id<'classifier-model'>>> {
	if (active && Date.now() - active.readAt < keptFor) return active.of;
	reading ??= readActive(database())
		.then((rows) => {
			active = { of: new Map(rows.map((row) => [row.territory, row.model])), readAt: Date.now() };
			for (const area of ready.keys()) if (!active.of.has(area)) ready.delete(area);
			return active.of;
		})
		.finally(() => {
			reading = undefined;
		});
	// an intake does not wait for a look at what hardly ever changes
	if (active) {
		reading.catch(() => {});
		return active.of;
	}
	return reading;
}

function load(territory: TerritoryId, model: Id<'classifier-model'>): Promise<Served | null> {
	const key = `${territory} ${model}`;
	let loading = loaded.get(key);
	if (!loading) {
		loading = read(territory, model).catch((cause) => {
			loaded.delete(key);
			log().error({ err: cause, territory, model }, 'a version of the classifier could not be loaded');
			return null;
		});
		loaded.set(key, loading);
		for (const old of loaded.keys()) {
			if (loaded.size <= mostLoaded) break;
			loaded.delete(old);
			ready.delete(Number(old.split(' ')[0]) as TerritoryId);
		}
	}
	return loading;
}

async function read(territory: TerritoryId, model: Id<'classifier-model'>): Promise<Served | null> {
	const packed = await readBytes(database(), { territory, id: model });
	const of = async (target: 'category' | 'executor') => {
		const bytes = packed.get(target);
		return bytes ? new Classifier(fromBytes(await unpack(bytes)), stem) : null;
	};
	const [category, executor] = [await of('category'), await of('executor')];
	if (!category) return null;
	const served: Served = {
		territory,
		model,
		category,
		executor,
		numberOf: new Map(category.labels.map((label, i) => [label, i])),
	};
	ready.set(territory, served);
	return served;
}

/** After a change in this process, and in tests where one process sees several databases. */
export function forgetServed(): void {
	active = undefined;
	loaded.clear();
	ready.clear();
}
