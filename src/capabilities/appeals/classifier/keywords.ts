import { fold, stemOf, wordsOf } from '#platform/search/russian.ts';

/** What is known of a category without any history: its own words and what was added to them. */
export type Described = {
	code: string;
	/** Nearest first. */
	parents: readonly string[];
	names: readonly string[];
	hints: readonly string[];
	keywords: readonly string[];
};

/** Words too common to say what a text is about. */
const common = new Set(
	`а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще же за
	здесь и из или им их к как когда кто ли либо мне может мы на над нам нас не него нее нет ни них но ну о об однако он она они оно
	от очень по под при про раз с свой себя со так также такой там те тем то того тоже той только том ты у уже хотя чего чей чем что
	чтобы чье эта эти это этот я просим прошу почему пожалуйста здравствуйте добрый день нужен нужна нужно после рядом около дом дома улица год день работать
	the a an and are as at be been but by can do for from had has have he her his i if in into is it its just me my no not of on or
	our out please she so that their them then there they this to too up us was we were when where which who why will with you your`
		.split(/\s+/)
		.map((word) => stemOf(fold(word))),
);

/** A word of a name says more than a word of a hint; a word that somebody added on purpose says most. */
const strength = { name: 1.5, hint: 1, keyword: 2 } as const;
/** What is said of the root holds for what is below it, less. */
const inherited = 0.35;
/** The whole of a phrase is worth this much beside its words. */
const phraseWorth = 1.5;

type Phrase = { stems: readonly string[]; category: number };

/** A set of words ready for asking: which root of a word speaks for which category, and how strongly. */
export class KeywordSet {
	readonly codes: readonly string[];
	readonly numberOf: ReadonlyMap<string, number>;
	readonly #byStem = new Map<string, { category: number; weight: number }[]>();
	readonly #phrases = new Map<string, Phrase[]>();

	constructor(categories: readonly Described[]) {
		this.codes = categories.map((one) => one.code);
		const own = categories.map((one) => wordsWorth(one));
		this.numberOf = new Map(this.codes.map((code, i) => [code, i]));
		const spread = new Map<string, number>();
		for (const words of own) for (const stem of words.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
		for (const [category, one] of categories.entries()) {
			const worth = new Map(own[category]);
			for (const parent of one.parents)
				for (const [stem, weight] of own[this.numberOf.get(parent) ?? -1] ?? [])
					worth.set(stem, Math.max(worth.get(stem) ?? 0, weight * inherited));
			for (const [stem, weight] of worth) {
				// a word that half of the categories share tells nothing
				const rarity =
					Math.log(1 + categories.length / (spread.get(stem) ?? 1)) / Math.log(1 + categories.length);
				const list = this.#byStem.get(stem) ?? [];
				list.push({ category, weight: weight * rarity });
				this.#byStem.set(stem, list);
			}
			for (const stems of phrasesOf(one)) {
				const first = stems[0] as string;
				const list = this.#phrases.get(first) ?? [];
				list.push({ stems, category });
				this.#phrases.set(first, list);
			}
		}
	}

	/** What each category gets, in the order of `codes`, and by which of the person's own words. */
	ask(text: string): { scores: Float64Array; because: Map<number, Map<string, number>> } {
		const scores = new Float64Array(this.codes.length);
		const because = new Map<number, Map<string, number>>();
		const give = (category: number, word: string, weight: number) => {
			scores[category] = (scores[category] ?? 0) + weight;
			const words = because.get(category) ?? new Map<string, number>();
			words.set(word, (words.get(word) ?? 0) + weight);
			because.set(category, words);
		};
		const said = new Map<string, string>();
		for (const word of wordsOf(text)) {
			const stem = stemOf(word);
			if (!said.has(stem)) said.set(stem, word);
		}
		for (const [stem, word] of said) {
			for (const { category, weight } of this.#byStem.get(stem) ?? []) give(category, word, weight);
			for (const { stems, category } of this.#phrases.get(stem) ?? [])
				if (stems.every((one) => said.has(one))) give(category, word, phraseWorth);
		}
		return { scores, because };
	}
}

function wordsWorth(one: Described): Map<string, number> {
	const worth = new Map<string, number>();
	const add = (text: string, weight: number) => {
		for (const word of wordsOf(text)) {
			const stem = stemOf(word);
			if (stem.length >= 2 && !common.has(stem)) worth.set(stem, Math.max(worth.get(stem) ?? 0, weight));
		}
	};
	for (const name of one.names) add(name, strength.name);
	for (const hint of one.hints) add(hint, strength.hint);
	// the parts of a phrase say less than the phrase
	for (const keyword of one.keywords)
		add(keyword, wordsOf(keyword).length > 1 ? strength.hint * 0.8 : strength.keyword);
	return worth;
}

function phrasesOf(one: Described): string[][] {
	return one.keywords
		.map((keyword) => [...new Set(wordsOf(keyword).map(stemOf))])
		.filter((stems) => stems.length > 1);
}

/** How much of the chance stays with "none of these": a text with one weak word is hardly a suggestion. */
const doubt = Math.exp(2);

/** Scores as chances from 0 to 1 over the open categories; what is left over is the doubt. */
export function chancesOf(scores: Float64Array, open: readonly boolean[]): Float64Array {
	const chances = scores.map((score, i) => (open[i] && score > 0 ? Math.exp(score) : 0));
	const sum = chances.reduce((all, one) => all + one, doubt);
	return chances.map((one) => one / sum);
}

/** The words that gave most, the weightiest first. */
export function mostTelling(because: ReadonlyMap<string, number> | undefined, most = 5): string[] {
	return [...(because ?? [])]
		.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
		.slice(0, most)
		.map(([word]) => word);
}
