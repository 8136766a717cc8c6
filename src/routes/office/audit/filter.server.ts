import { Temporal } from 'temporal-polyfill';
import type { AuditCursor, AuditFilter } from '#platform/audit/door.server.ts';
import { type AccountId, isUuid, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { accountsOf, findPeople } from '#rooms/identity/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';

/** The question of the address, as the form shows it again. */
export type Asked = {
	who: string;
	what: string;
	thing: string;
	kind: '' | 'changes' | 'readings';
	from: string;
	to: string;
	below: boolean;
};

export type Question = {
	asked: Asked;
	filter: AuditFilter;
	/** Who was found by the name or e-mail; null when nobody was asked for. */
	people: { account: AccountId; name: string }[] | null;
	after: AuditCursor | null;
	/** How many filters narrow the list. */
	active: number;
};

const day = /^\d{4}-\d{2}-\d{2}$/;
/** Over a whole subtree one looks at a month unless days are named. */
const usualDays = 30;

export async function readQuestion(locals: App.Locals, url: URL, now = new Date()): Promise<Question> {
	const get = (name: string) => (url.searchParams.get(name) ?? '').normalize('NFC').trim().slice(0, 200);
	const zone = locals.territory?.zone ?? 'Europe/Moscow';
	const kind = get('kind');
	const below = url.searchParams.has('below');
	const asked: Asked = {
		who: get('who'),
		what: get('what'),
		thing: get('thing'),
		kind: kind === 'changes' || kind === 'readings' ? kind : '',
		from: day.test(get('from')) ? get('from') : '',
		to: day.test(get('to')) ? get('to') : '',
		below,
	};
	const here = locals.territory?.id ?? installation;
	const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
	if (below && !asked.from) asked.from = today.subtract({ days: usualDays }).toString();
	const people = asked.who ? await findWho(locals, here, asked.who) : null;
	const filter: AuditFilter = {
		territories: below ? allBelow(locals, here) : [here],
		actors: people?.map((one) => one.account) ?? null,
		action: asked.what || null,
		thing: asked.thing || null,
		reading: asked.kind === '' ? null : asked.kind === 'readings',
		from: asked.from ? startOf(asked.from, zone, 0) : null,
		to: asked.to ? startOf(asked.to, zone, 1) : null,
	};
	const active = [asked.who, asked.what, asked.thing, asked.kind, asked.from, asked.to, below].filter(
		Boolean,
	).length;
	return { asked, filter, people, after: readCursor(url.searchParams.get('after')), active };
}

/** The person by the id of the account (links of this page), else by e-mail or name. */
async function findWho(locals: App.Locals, here: TerritoryId, who: string) {
	if (isUuid(who)) {
		const known = await accountsOf([who as AccountId]);
		return [{ account: who as AccountId, name: known.get(who as AccountId)?.name ?? who }];
	}
	if (!may(locals.actor, 'identity.find', { territory: here })) return [];
	return (await findPeople(locals.actor, here, who)).map(({ account, name }) => ({ account, name }));
}

function allBelow(locals: App.Locals, here: TerritoryId): TerritoryId[] {
	const all =
		here === installation
			? [installation, ...tree.roots().flatMap((root) => [root, ...tree.descendants(root)])]
			: [here, ...tree.descendants(here)];
	return all.filter((territory) => may(locals.actor, 'audit.see', { territory }));
}

function startOf(text: string, zone: string, plusDays: number): Date | null {
	try {
		const start = Temporal.PlainDate.from(text).add({ days: plusDays }).toZonedDateTime(zone);
		return new Date(start.epochMilliseconds);
	} catch {
		return null;
	}
}

export function writeCursor(cursor: AuditCursor): string {
	return `${cursor.at.getTime()}_${cursor.id}`;
}
function readCursor(text: string | null): AuditCursor | null {
	const [at = '', id = ''] = text?.split('_') ?? [];
	return /^\d{1,15}$/.test(at) && isUuid(id) ? { at: new Date(Number(at)), id: id as Uuid } : null;
}
