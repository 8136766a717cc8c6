import { record } from '#platform/audit/door.server.ts';
import { database, type Id, isUuid, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { countLessons } from './gather.ts';
import { guesserFor, type Suggested } from './guess.ts';
import { leastTexts } from './lesson.ts';
import { correctedSince } from './lessons-store.server.ts';
import { readActive } from './model-store.server.ts';
import { forgetServed } from './served.server.ts';
import type { ModelDetails, ModelRef, Version } from './version.ts';
import { readDetails, readVersion, serve, serveNone, versionsOf } from './versions-store.server.ts';

export type ClassifierView = {
	versions: Version[];
	/** Whose version serves here: its own, one of a territory above, or none: words alone. */
	servedBy: TerritoryId | null;
	/** Why words alone serve: every version is off, there are too few decided appeals, or nobody has trained on them yet. */
	byWords: { why: 'off' | 'few' | 'untaught'; count: number; least: number } | null;
	/** What people said in the last thirty days, and what of it set the classifier right. */
	lessons: number;
	setRight: number;
};

/** The classifier of a territory: who serves, what versions there are, what people taught it lately. */
export async function classifierOf(actor: Actor, territory: TerritoryId): Promise<ClassifierView> {
	demand(actor, 'appeals.see-classifier', { territory });
	const since = new Date(Date.now() - 30 * 86_400_000);
	const [versions, active, taught] = await Promise.all([
		versionsOf(database(), territory),
		readActive(database()),
		correctedSince(database(), territory, since),
	]);
	const serving = new Set(active.map((one) => one.territory));
	const servedBy = [territory, ...tree.ancestors(territory)].find((area) => serving.has(area)) ?? null;
	const count = servedBy === null && versions.length === 0 ? await countLessons(territory) : 0;
	const why = versions.length > 0 ? 'off' : count < leastTexts ? 'few' : 'untaught';
	return {
		versions,
		servedBy,
		byWords: servedBy === null ? { why, count, least: leastTexts } : null,
		lessons: taught.lessons,
		setRight: taught.ofHouse,
	};
}

export async function versionOf(
	actor: Actor,
	territory: TerritoryId,
	id: string,
): Promise<Version & { details: ModelDetails }> {
	demand(actor, 'appeals.see-classifier', { territory });
	const ref = refOf(territory, id);
	const [version, details] = await Promise.all([readVersion(database(), ref), readDetails(database(), ref)]);
	if (!version || !details) refuse('appeals.classifier.not-found');
	return { ...version, details };
}

/** Puts a version in service, by the hand of a person: a newer one, or an earlier one again. */
export async function activateVersion(actor: Actor, territory: TerritoryId, id: string): Promise<void> {
	demand(actor, 'appeals.teach-classifier', { territory });
	const ref = refOf(territory, id);
	await transaction(async (tx) => {
		const version = (await readVersion(tx, ref)) ?? refuse('appeals.classifier.not-found');
		if (version.state === 'active') return;
		await serve(tx, ref, new Date());
		await record(tx, {
			actor,
			territory,
			action: 'appeals.classifier-served',
			thing: { kind: 'classifier', id: ref.id },
			payload: { version: version.version },
		});
	});
	forgetServed();
}

/** No version of its own serves any more; what contains it, or the words of the categories, take over. */
export async function switchOff(actor: Actor, territory: TerritoryId): Promise<void> {
	demand(actor, 'appeals.teach-classifier', { territory });
	await transaction(async (tx) => {
		await serveNone(tx, territory, new Date());
		await record(tx, {
			actor,
			territory,
			action: 'appeals.classifier-off',
			thing: { kind: 'classifier', id: String(territory) },
		});
	});
	forgetServed();
}

/** What it would say of a text, to try it out; nothing is kept. */
export async function tryClassifier(
	actor: Actor,
	territory: TerritoryId,
	text: string,
): Promise<Suggested[]> {
	demand(actor, 'appeals.see-classifier', { territory });
	return (await guesserFor(territory))(text).best;
}

function refOf(territory: TerritoryId, id: string): ModelRef {
	if (!isUuid(id)) refuse('appeals.classifier.not-found');
	return { territory, id: id as Id<'classifier-model'> };
}
