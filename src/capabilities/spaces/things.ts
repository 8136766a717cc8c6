import { type Cursor, pageOf, readCursor, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { type Actor, may, type Place } from '#platform/permissions/door.ts';
import { mySpaces, spaceOf } from './see.ts';
import type { SpaceRef } from './space.ts';

/** What other rooms keep in a territory or in one of its spaces, with states: votes, conversations. */
type Thing<State> = { territory: TerritoryId; space: Uuid | null; state: State };

/** A thing as a place for rights. */
export const placeOfThing = ({ territory, space }: Omit<Thing<unknown>, 'state'>): Place => ({
	territory,
	space,
});

export type ThingsAsked<State> = {
	state?: State | readonly State[] | null;
	/** Words of the question. */
	words?: string;
	space?: Uuid | null;
	of?: 'public' | 'office';
	after?: string | null;
};

/** For the store of the room: whose things, in which states. */
export type ThingsQuery<State> = {
	/** Which of the territory's own. */
	own: readonly State[];
	spaces: readonly Uuid[];
	/** Of the spaces those whose drafts are among it. */
	drafts: readonly Uuid[];
	/** Which of those spaces. */
	inSpaces: readonly State[];
	/** Stand in the question, in either language. */
	words: string;
	after: Cursor | null;
	limit: number;
};

const pageSize = 30;

type OwnSpace = { id: Uuid; name: string; slug: string };

/**
 * Who sees the things of a room and who works at them, by its rights `see`, `make` and `office`.
 * @param keeping the right by which those of a space are worked at without being made
 */
export function thingsOf<State extends string>(
	room: string,
	states: readonly State[],
	isPublic: (thing: { state: State }) => boolean,
	keeping = 'make',
) {
	const publicStates = states.filter((state) => isPublic({ state }));

	/** Drafts are for those who make them, things of closed spaces for those inside. */
	async function maySee(actor: Actor, thing: Thing<State>): Promise<boolean> {
		const place = placeOfThing(thing);
		if (!isPublic(thing) && !may(actor, `${room}.make`, place)) return false;
		if (!may(actor, `${room}.see`, place)) return false;
		return thing.space === null || mayEnter(actor, thing.territory, thing.space);
	}

	/** Spaces of a territory whose things this person makes. */
	const ledSpaces = (actor: Actor, territory: TerritoryId): Promise<OwnSpace[]> =>
		spacesWith(actor, territory, `${room}.make`);

	/** Spaces of a territory whose things this person works at; those that they lead are among them. */
	const keptSpaces = (actor: Actor, territory: TerritoryId): Promise<OwnSpace[]> =>
		spacesWith(actor, territory, `${room}.${keeping}`);

	/** A page of those of a territory, newest first: what is public; in the office, what this person works at, drafts among it. */
	async function readPage<Row extends { id: Uuid; createdAt: Date }>(
		actor: Actor,
		territory: TerritoryId,
		{ state = null, words = '', space = null, of = 'public', after }: ThingsAsked<State>,
		read: (query: ThingsQuery<State>) => Promise<Row[]>,
	): Promise<{ items: Row[]; next: string | null }> {
		const asked = states.filter((one) => state === null || [state].flat().includes(one));
		const scope = await (of === 'office' ? workedAt : readIn)(actor, territory, space);
		const rows = await read({
			own: asked.filter((one) => scope.own.includes(one)),
			spaces: scope.spaces,
			drafts: scope.drafts,
			inSpaces: asked.filter((one) => scope.inSpaces.includes(one)),
			words: words.trim().slice(0, 100),
			after: readCursor(after),
			limit: pageSize + 1,
		});
		return pageOf(rows, pageSize);
	}

	type Scope = Pick<ThingsQuery<State>, 'own' | 'spaces' | 'drafts' | 'inSpaces'>;

	/** Beside the territory's own those of the reader's spaces; or of the one space that is asked for. */
	async function readIn(actor: Actor, territory: TerritoryId, space: Uuid | null): Promise<Scope> {
		if (space !== null) {
			const isOpen = await mayEnter(actor, territory, space);
			return { own: [], spaces: isOpen ? [space] : [], drafts: [], inSpaces: publicStates };
		}
		const spaces = (await mySpaces(actor)).filter((one) => one.territory === territory).map(({ id }) => id);
		return { own: publicStates, spaces, drafts: [], inSpaces: publicStates };
	}

	/** The territory's own, for its officials; of spaces, for those who work at them. Drafts are for those who make them. */
	async function workedAt(actor: Actor, territory: TerritoryId, only: Uuid | null): Promise<Scope> {
		const [kept, led] = await Promise.all([keptSpaces(actor, territory), ledSpaces(actor, territory)]);
		const asked = (of: readonly OwnSpace[]) =>
			of.map(({ id }) => id).filter((id) => only === null || id === only);
		const isOffice = only === null && may(actor, `${room}.office`, { territory });
		return {
			own: isOffice ? (may(actor, `${room}.make`, { territory }) ? states : publicStates) : [],
			spaces: asked(kept),
			drafts: asked(led),
			inSpaces: states,
		};
	}

	return { maySee, ledSpaces, keptSpaces, readPage };
}

async function spacesWith(actor: Actor, territory: TerritoryId, right: string): Promise<OwnSpace[]> {
	return (await mySpaces(actor))
		.filter((one) => one.territory === territory && may(actor, right, { territory, space: one.id }))
		.map(({ id, name, slug }) => ({ id, name, slug }));
}

async function mayEnter(actor: Actor, territory: TerritoryId, space: Uuid): Promise<boolean> {
	try {
		return (await spaceOf(actor, { territory, id: space } as SpaceRef)).may.enter;
	} catch (refusal) {
		if ((refusal as { code?: string }).code === 'spaces.not-found') return false;
		throw refusal;
	}
}
