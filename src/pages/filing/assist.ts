import { render } from 'svelte/server';
import type { Form } from '#platform/http/form.server.ts';
import { answersFrom } from '#rooms/appeals/door.server.ts';
import AssistPart from '#rooms/appeals/ui/filing/AssistPart.svelte';
import type { TerritoryView } from '#rooms/territories/door.server.ts';
import { tell } from './read.ts';

const parts = ['danger', 'suggested', 'about', 'questions', 'place', 'similar', 'personal'] as const;

export type Assisted = {
	/** HTML of each part, made by the components that the page itself is made of. */
	parts: Record<(typeof parts)[number], string>;
	/** For those who hear the page: one sentence. */
	said: string;
	/** Fields that are empty so far and may take this. */
	fill: Record<string, string>;
	/** What the category suggests where the author has not chosen. */
	prefer: Record<string, string>;
};

/** All that is told to a person while writing, as parts of the page. */
export async function assisted(
	locals: App.Locals,
	form: Form,
	territory: TerritoryView,
	stand: { signedIn: boolean; join?: string; base: string },
): Promise<Assisted> {
	const { values } = form;
	const told = await tell(locals, territory, values);
	const { t, lang, href } = locals;
	const props = {
		frame: { t, lang, href, zone: territory.zone },
		told,
		category: form.text('category'),
		answers: answersFrom(values),
		shown: form.all('shown'),
		...stand,
	};
	const drawn = parts.map((part) => [part, render(AssistPart, { props: { ...props, part } }).body.trim()]);
	return {
		parts: Object.fromEntries(drawn),
		said: saidOf(locals, told),
		fill: told.place.street && form.text('where') === '' ? { where: told.place.street } : {},
		// towards less seen only: nobody's name becomes public by a category
		prefer: told.chosen?.shownTo === 'authority' ? { visibility: 'authority' } : {},
	};
}

function saidOf({ t }: App.Locals, told: Awaited<ReturnType<typeof tell>>): string {
	if (told.danger && !told.danger.declined) return '';
	const [first] = told.suggested;
	return [
		!told.chosen && first ? t('appeals.suggest.said', { name: first.name }) : '',
		told.similar.length ? t('appeals.similar.said', { count: told.similar.length }) : '',
	]
		.filter(Boolean)
		.join(' ');
}
