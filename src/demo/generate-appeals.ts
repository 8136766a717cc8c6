import { mainCity } from './generate-people.ts';
import type { Point } from './outline.ts';
import type { Random } from './random.ts';
import type { DemoAccount, DemoAppeal, DemoRows, DemoTerritory } from './rows.ts';
import { spin } from './spin.ts';
import { type Street, streetsAround } from './streets.ts';
import { topics } from './topics/all.ts';
import type { Ask, Topic } from './topics/topic.ts';
import { countryside, shareOf, villageWords } from './village.ts';
import { cityWords } from './words.ts';

const day = 86_400_000;
const hour = 3_600_000;
/** The zone of the demonstration is five hours ahead of UTC all year. */
const ahead = 5 * hour;

export type AppealGround = Omit<DemoRows, 'appeals' | 'history'>;
/** How quickly work was done: the chance that an answer is late, and the most hours until somebody takes it up. */
export type Pace = { late: number; hours: number };

/** One in fourteen is late; work on the recent ones goes on, whatever the year as a whole was like. */
const usualPace = (filedAt: Date, now: Date): Pace => ({
	late: now.getTime() - filedAt.getTime() < 24 * day ? 0.3 : 0.07,
	hours: 14,
});

export function appealsOf(ground: AppealGround, random: Random, now: Date, inCity: number): DemoAppeal[] {
	const all: DemoAppeal[] = [];
	const anAppeal = writer(ground, random, now);
	const file = (territory: DemoTerritory, count: number) => {
		for (let i = 0; i < count; i++) {
			const own = random.branch(`${territory.key} ${i}`);
			const filedAt = momentOf(i / count, own, now);
			all.push(anAppeal(territory, own, filedAt, usualPace(filedAt, now)));
		}
	};
	for (const territory of ground.territories) {
		if (territory.key === mainCity) file(territory, inCity);
		else if (shareOf[territory.key])
			file(territory, Math.ceil(shareOf[territory.key]! * Math.min(1, inCity / 420)));
	}
	return inOrder(all, 'appeal');
}

/** By time of filing, each with a key. */
export function inOrder(all: readonly DemoAppeal[], word: string): DemoAppeal[] {
	return all
		.toSorted((a, b) => a.filedAt.getTime() - b.filedAt.getTime() || (a.id < b.id ? -1 : 1))
		.map((appeal, i) => ({ ...appeal, key: `${word}-${i + 1}` }));
}

export type Writer = (territory: DemoTerritory, random: Random, filedAt: Date, pace: Pace) => DemoAppeal;

/** Writes appeals on this ground: whose they are, about what, and what became of them until now. */
export function writer(ground: AppealGround, random: Random, now: Date): Writer {
	const city = ground.territories.find((territory) => territory.key === mainCity)!;
	const streets = streetsAround(city.at, random.branch('streets'));
	const homes = new Map<string, DemoAccount[]>();
	const peopleOf = ({ key }: DemoTerritory) => {
		let people = homes.get(key);
		if (!people) {
			people = ground.accounts.filter(
				(one) =>
					one.home === key &&
					(one.key === 'resident' || /^(resident|[a-z]+)-\d+$/.test(one.key)) &&
					!ground.staff.some((member) => member.account === one.key),
			);
			homes.set(key, people);
		}
		return people;
	};
	return (territory, own, filedAt, pace) =>
		anAppeal(ground, territory, peopleOf(territory), streets, own, filedAt, now, pace);
}

function anAppeal(
	ground: AppealGround,
	territory: DemoTerritory,
	people: readonly DemoAccount[],
	streets: readonly Street[],
	random: Random,
	filedAt: Date,
	now: Date,
	pace: Pace,
): DemoAppeal {
	const month = new Date(filedAt.getTime() + ahead).getUTCMonth() + 1;
	const inCity = territory.key === mainCity;
	const inSeason = ({ months }: { months?: readonly number[] }) => !months || months.includes(month);
	const open = topics.filter(
		(one) => inSeason(one) && one.asks.some(inSeason) && (inCity || countryside.has(one.category)),
	);
	const topic = random.weighted(open, (one) => one.weight);
	const ask = random.pick(topic.asks.filter(inSeason));
	const where = inCity
		? cityWords(streets, month, random, territory.boundary)
		: villageWords(territory, month, random);
	const text = voiced(spin(ask.text, where.words, random), random);
	const woman = genderOf(text);
	const known = people.filter((one) => woman === null || one.woman === woman);
	const author = random.chance(0.86) && known.length ? random.pick(known) : null;
	const body = inCity ? topic.body : `${territory.key}-admin`;
	const course = courseOf(ground, topic, ask, body, where.words, filedAt, random, now, pace);
	const photograph = topic.scene && ask.drawn !== false && random.chance(0.6) ? topic.scene : null;
	const seed = String(random.between(1, 6));
	const repaired =
		course.answers.length > 0 && course.answers.at(-1)!.verdict?.kind !== 'returned' && random.chance(0.6);
	const visibility = visibilityOf(topic, random);
	const joins =
		topic.joins && visibility !== 'authority' && random.chance(0.45)
			? Math.min(random.between(1, topic.joins), people.length - 1)
			: 0;
	const place = ground.territories.find(
		(one) => one.parent === territory.key && one.kind === 'place' && near(one.at, where.point),
	);
	return {
		id: random.id(filedAt.getTime()),
		key: '',
		territory: territory.key,
		place: place?.key ?? null,
		category: ask.category ?? topic.category,
		text,
		longitude: where.point[0],
		latitude: where.point[1],
		placeWords: where.placeWords,
		author: author?.key ?? null,
		applicant: author?.name ?? random.pick(people)?.name ?? 'Житель',
		visibility,
		channel: author
			? 'account'
			: random.weighted(['web', 'phone', 'mail'] as const, (one) => (one === 'web' ? 3 : 1)),
		filedAt,
		body,
		...course,
		photographs: photograph
			? [
					{ scene: photograph, moment: 'before', seed, name: `рисунок-${photograph}-до.png` },
					...(repaired
						? [{ scene: photograph, moment: 'after' as const, seed, name: `рисунок-${photograph}-после.png` }]
						: []),
				]
			: [],
		joined: random
			.shuffled(people.filter((one) => one !== author))
			.slice(0, Math.max(0, joins))
			.map((one) => one.key),
	};
}

/** More towards the end of the year that is told, fewer at night and at the week-end; never after `now`. */
function momentOf(part: number, random: Random, now: Date): Date {
	// a part of 1 is now; the square root crowds the appeals towards it
	const back = (1 - Math.sqrt(0.12 + 0.88 * part)) / (1 - Math.sqrt(0.12));
	const about = now.getTime() - 2 * hour - back * 364 * day + random.bell() * 2 * day;
	const start = Math.floor((Math.min(about, now.getTime()) + ahead) / day) * day - ahead;
	const weekday = new Date(start + ahead).getUTCDay();
	const shifted = (weekday === 0 || weekday === 6) && random.chance(0.5) ? start - 2 * day : start;
	const at =
		shifted + (7.5 + 15 * Math.min(1, Math.abs(random.bell()) * 1.6)) * hour + random.between(0, 3_599_000);
	return new Date(Math.min(at, now.getTime() - random.between(10, 150) * 60_000));
}

/** What became of it: registered, taken up, answered, returned, accepted, forgotten. */
function courseOf(
	ground: AppealGround,
	topic: Topic,
	ask: Ask,
	body: string,
	words: Record<string, string>,
	filedAt: Date,
	random: Random,
	now: Date,
	pace: Pace,
): Pick<DemoAppeal, 'registeredAt' | 'takenUpAt' | 'takenUpBy' | 'answers'> {
	const before = (at: Date) => at.getTime() < now.getTime();
	const registeredAt = working(new Date(filedAt.getTime() + random.between(20, 60 * 9) * 60_000), random);
	const none = { registeredAt: null, takenUpAt: null, takenUpBy: null, answers: [] };
	if (!before(registeredAt)) return none;
	const staff = ground.staff.filter((member) => member.body === body && mayAnswer(member.role));
	const by = random.pick(staff)?.account;
	const takenUpAt = working(new Date(registeredAt.getTime() + random.between(1, pace.hours) * hour), random);
	if (!by || !before(takenUpAt)) return { ...none, registeredAt };
	const answers: DemoAppeal['answers'] = [];
	const [from, to] = topic.days;
	const late = random.chance(pace.late) ? random.between(8, 26) : 0;
	let at = working(
		new Date(takenUpAt.getTime() + (random.between(from * 12, to * 13) + late * 24) * hour + 30 * 60_000),
		random,
	);
	const answer = topic.answers[random.pick(ask.answers)]!;
	for (let round = 1; round <= 3 && before(at); round++) {
		const done = new Date(at.getTime() - random.between(3, 26) * hour);
		const text = spin(
			round === 1
				? answer.text
				: `{Выехали ещё раз|Проверили повторно}{ вместе с мастером|, спасибо за снимок|}. ${answer.text}`,
			{ ...words, done: dayOf(done), soon: dayOf(new Date(at.getTime() + 4 * day)) },
			random,
		);
		const verdictAt = new Date(at.getTime() + random.between(2, 90) * hour);
		const returned = answer.returns && random.chance(round === 1 ? 0.24 : 0.15);
		const silent = random.chance(0.15);
		const verdict =
			before(verdictAt) && (returned || !silent)
				? returned
					? ({ kind: 'returned', reason: random.pick(answer.returns!), at: verdictAt } as const)
					: ({ kind: 'accepted', reason: null, at: verdictAt } as const)
				: null;
		answers.push({ text, at, by, verdict });
		if (verdict?.kind !== 'returned') break;
		at = working(new Date(verdictAt.getTime() + random.between(2, 8) * day), random);
	}
	return { registeredAt, takenUpAt, takenUpBy: by, answers };
}

/** Who answers in the name of a body. */
const mayAnswer = (role: string) => role === 'executor' || role === 'head';

/** Moved into office hours, without changing the day more than it must. */
function working(at: Date, random: Random): Date {
	const local = new Date(at.getTime() + ahead);
	const date = Math.floor(local.getTime() / day) * day;
	const hours = (local.getTime() - date) / hour;
	const weekday = local.getUTCDay();
	const days = weekday === 6 ? 2 : weekday === 0 ? 1 : hours > 17 ? (weekday === 5 ? 3 : 1) : 0;
	const moved = days > 0 || hours < 8.5;
	const time = moved ? 8.5 + random.next() * 3 : hours;
	return new Date(date + days * day + time * hour - ahead);
}

const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
function dayOf(at: Date): string {
	const local = new Date(at.getTime() + ahead);
	return `${local.getUTCDate()} ${months[local.getUTCMonth()]}`;
}

function near(a: readonly [number, number], b: Point): boolean {
	return Math.hypot((a[0] - b[0]) / 2, a[1] - b[1]) < 0.08;
}

function visibilityOf(topic: Topic, random: Random): DemoAppeal['visibility'] {
	if (/^(social\.(health|benefits)|yards\.charges|land\.plots)/.test(topic.category)) return 'authority';
	if (topic.category === 'social.school') return 'nameless';
	return random.weighted(
		['public', 'nameless', 'authority'] as const,
		(one) => ({ public: 62, nameless: 33, authority: 5 })[one],
	);
}

/** Whether the words were said by a woman, a man, or could be by either. */
function genderOf(text: string): boolean | null {
	if (/(Упала вчера|порвала|ждала|Опоздала|относила|оступилась|живу одна|Купила)/i.test(text)) return true;
	if (/(повредил|насчитал|вызвал|Видел сам|искал,|Вожу сына|Застряли с сыном|муж на коляске)/i.test(text))
		return /муж на коляске/.test(text);
	return null;
}

/** Each writes in a way of their own: with or without ё, with a greeting, without a full stop. */
function voiced(text: string, random: Random): string {
	let said = text;
	if (random.chance(0.3))
		said = `${random.pick(['Здравствуйте!', 'Добрый день!', 'Добрый вечер.', 'Здравствуйте, уважаемая администрация!'])} ${said}`;
	if (random.chance(0.28))
		said += ` ${random.pick(['Спасибо.', 'Заранее спасибо!', 'Прошу принять меры.', 'Пожалуйста, помогите.', 'Жду ответа.', 'Надеюсь на вас.', 'С уважением, жители дома.'])}`;
	if (random.chance(0.55)) said = said.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
	if (random.chance(0.16)) said = said.replace(/[.]$/, '');
	if (random.chance(0.08)) said = said.replace(/[.]$/, '!!');
	return said;
}
