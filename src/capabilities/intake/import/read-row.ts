import { createHash } from 'node:crypto';
import { newId, type TerritoryId } from '#platform/db/door.server.ts';
import type { TableRow } from '#platform/tables/door.server.ts';
import type { PastAppeal } from '#rooms/appeals/door.server.ts';
import { isMarkedUp, tidy, withoutMarkup } from './clean.ts';
import { type Course, courseOf } from './course.ts';
import { instantOf, readDay } from './days.ts';
import type { Field, WordField } from './fields.ts';
import { findPlace } from './find-place.ts';
import type { Found } from './found.ts';
import type { Ground } from './ground.server.ts';

/** A row that can come in. */
export type Incoming = {
	line: number;
	owner: TerritoryId;
	/** Its number in the source; where it has none, of what it says. */
	key: string;
	/** Of what it says, when and where: two rows that say the same are looked at. */
	says: string;
	year: number;
	past: PastAppeal;
};

const longest = 10_000;
/** Registering, answering and prolonging together take no longer by law. */
const openDays = 63;

/** Reads a row by the mapping: all that is wrong with it at once, and what would come in if nothing is. */
export async function readRow(
	row: TableRow,
	ground: Ground,
): Promise<{ incoming: Incoming | null; found: Found[] }> {
	const found: Found[] = [];
	const { line } = row;
	const cell = (field: Field): string => {
		const at = ground.position.get(field);
		return at === undefined ? '' : (row.cells[at] ?? '').trim();
	};
	const say = (
		severity: Found['severity'],
		field: Field | null,
		code: string,
		facts: Record<string, string | number> = {},
	) =>
		found.push({ line, column: field ? (ground.columnOf.get(field) ?? null) : null, severity, code, facts });
	const wrong = (field: Field | null, code: string, facts: Record<string, string | number> = {}) =>
		say('wrong', field, code, facts);
	const doubtful = (field: Field | null, code: string, facts: Record<string, string | number> = {}) =>
		say('doubtful', field, code, facts);
	const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text);

	/** Absent, a time, or undefined where the cell is wrong (which is told). */
	const day = (field: Field): { at: Date; timed: boolean } | null | undefined => {
		const mapped = ground.fields.get(field);
		const typed = cell(field);
		if (typed === '' && !mapped?.otherwise) return null;
		const read =
			typed === ''
				? readDay(mapped?.otherwise ?? '', 'ymd')
				: readDay(typed, mapped?.written ?? 'ymd', mapped?.swapped);
		if (!read) {
			wrong(field, 'day', { value: cut(typed) });
			return undefined;
		}
		return { at: instantOf(read, ground.clock), timed: read.timed };
	};
	/** What a word of the table is here; '' where nothing says so. */
	const word = (field: WordField): string => {
		const typed = cell(field);
		const mapped = typed === '' ? undefined : ground.values.get(field)?.get(typed);
		return mapped || ground.fields.get(field)?.otherwise || '';
	};
	const plain = (field: Field): string => {
		const typed = cell(field);
		return tidy(isMarkedUp(typed) ? withoutMarkup(typed) : typed);
	};

	let text = [plain('title'), plain('text')].filter(Boolean).join('\n');
	if (isMarkedUp(cell('text'))) doubtful('text', 'markup');
	if (/\ufffd/.test(text)) wrong('text', 'letters');
	if (text === '') wrong('text', 'text-missing');
	else if (text.length > longest) {
		doubtful('text', 'text-cut', { length: text.length, most: longest });
		text = `${text.slice(0, longest - 1)}…`;
	}
	const where = plain('where').slice(0, 500);
	const placed = await findPlace(
		{ lat: cell('lat'), lon: cell('lon'), place: cell('place'), where },
		ground,
		{ wrong, doubtful },
	);
	const filed = day('filed');
	const filedAt = filed ? filed.at : filed === null ? ground.now : null;
	const categoryWord = cell('category');
	let category = word('category');
	// one category for a whole table without topics was chosen; one for "all the rest" was not chosen for this row
	const isChosen =
		category !== '~' &&
		(ground.values.get('category')?.get(categoryWord) === category || !ground.position.has('category'));
	if (category === '~') category = (await ground.byWords(text)) ?? '';
	if (category === '' && categoryWord === '') wrong('category', 'category-none');
	else if (category === '') wrong('category', 'category-unknown', { value: cut(categoryWord) });
	else if (!ground.categories.get(category)) wrong('category', 'category-gone', { value: cut(category) });
	else if (filedAt && ground.categories.isClosed(category, ground.clock.dayOf(filedAt)))
		wrong('category', 'category-closed', { value: cut(categoryWord || category) });
	const bodyWord = cell('body');
	const bodyTarget = word('body');
	if (bodyWord !== '' && bodyTarget === '') wrong('body', 'body-unknown', { value: cut(bodyWord) });
	const body = ground.bodies.get(bodyTarget) ?? null;
	if (bodyTarget !== '' && bodyTarget !== '-' && bodyTarget !== '+' && !body)
		wrong('body', 'body-gone', { value: cut(bodyWord || bodyTarget) });
	const email = cell('email');
	if (email !== '' && !/^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s]{2,20}$/.test(email))
		doubtful('email', 'email', { value: cut(email) });
	const externalId = cell('external-id');
	if (externalId.length > 150) wrong('external-id', 'id-long', { most: 150 });

	const days = {
		registered: day('registered'),
		routed: day('routed'),
		'taken-up': day('taken-up'),
		due: day('due'),
		answered: day('answered'),
		closed: day('closed'),
	};
	const stateWord = cell('state');
	const stateTarget = word('state');
	if (stateWord !== '' && stateTarget === '') wrong('state', 'state-unknown', { value: cut(stateWord) });
	const answerText = plain('answer').slice(0, longest);
	const course = filedAt
		? courseOf(
				{
					filed: { at: filedAt, timed: filed?.timed ?? true },
					days,
					state: stateTarget,
					body: body?.ref ?? null,
					toBeMade: bodyTarget === '+',
					answer: answerText,
				},
				ground,
				{ wrong, doubtful },
			)
		: null;
	if (body?.closed && course && course.state !== 'closed')
		wrong('body', 'body-closed', { value: cut(bodyWord) });
	// what stays out is not told how it would come in
	const wrongs = found.filter((one) => one.severity === 'wrong');
	if (wrongs.length || !course || !filedAt || !placed) return { incoming: null, found: wrongs };
	// nothing in the table says how it ended, and here it would be late at once
	if (stateTarget === '' && !course.answer && !course.closed) {
		const by = course.due?.at ?? new Date(filedAt.getTime() + openDays * 86_400_000);
		if (by < ground.now) doubtful('state', 'open-long', { day: ground.clock.dayOf(filedAt) });
	}

	if (course.state === 'registered' && !course.body) {
		const rule = await ground.ruleFor(placed.owner, placed.place, category);
		if (rule)
			Object.assign(course, {
				...rule,
				state: 'routed',
				routedAt: ground.now,
				routedBy: 'rule',
			} satisfies Partial<Course>);
	}
	const says = hash(`${fold(text)}\n${filed ? filedAt.getTime() : ''}\n${fold(where)}`);
	const owner = placed.owner;
	return {
		found,
		incoming: {
			line,
			owner,
			key: externalId || `hash:${says}`,
			says,
			year: Number(ground.clock.dayOf(filedAt).slice(0, 4)),
			past: {
				...course,
				id: newId<PastAppeal['id']>(filedAt.getTime()),
				externalId: externalId || null,
				channel: 'import',
				standing: ground.standing,
				lang: ground.lang,
				category,
				categoryBy: isChosen ? 'author' : 'nobody',
				text,
				visibility: ground.visibility,
				where,
				place: placed.place,
				point: placed.point,
				applicant: {
					name: plain('name').slice(0, 200),
					email: email !== '' && email.length <= 254 && email.includes('@') ? email : null,
					phone: cell('phone').slice(0, 40) || null,
					address: plain('address').slice(0, 500) || null,
				},
				filedAt,
				told: {
					source: ground.source,
					number: externalId || null,
					category: categoryWord || null,
					body: bodyWord || null,
					state: stateWord || null,
					line,
					// an answer of no day stands nowhere else
					...(course.state === 'closed' && !course.answer && answerText ? { answer: answerText } : {}),
				},
			},
		},
	};
}

const fold = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
