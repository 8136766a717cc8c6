import { getContext, hasContext, setContext } from 'svelte';

/** What an action gives back when it refuses: every problem tied to its field, and all that was typed. */
export type FormResult = {
	problems?: readonly Problem[];
	values?: Readonly<Record<string, unknown>>;
} | null;
export type Problem = { field?: string | null; message: string };

export type FormState = {
	/** Puts the id of the form before the id of a field, so that two forms on a page do not clash. */
	idOf(name: string): string;
	problemOf(name: string): string | undefined;
	/** What was typed, if the form came back; else what the page gave. */
	valueOf(name: string, given: unknown): string;
	valuesOf(name: string, given: readonly unknown[] | undefined): string[];
	/** True when the form came back with problems: then an unticked box stays unticked. */
	cameBack: boolean;
};

const key = Symbol.for('veche.form');
const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

export function makeFormState(result: FormResult | undefined, prefix = ''): FormState {
	const values = result?.values;
	const problems = new Map<string, string>();
	for (const { field, message } of result?.problems ?? [])
		if (field && !problems.has(field)) problems.set(field, message);
	return {
		cameBack: values !== undefined,
		idOf: (name) => `${prefix || 'f'}-${name.replace(/[^\w-]/g, '-')}`,
		problemOf: (name) => problems.get(name),
		valueOf(name, given) {
			const typed = values?.[name];
			if (Array.isArray(typed)) return text(typed[0]);
			return values && name in values ? text(typed) : text(given);
		},
		valuesOf(name, given) {
			if (!values) return (given ?? []).map(text);
			const typed = values[name];
			if (typed === undefined) return [];
			return (Array.isArray(typed) ? typed : [typed]).map(text);
		},
	};
}

export function provideForm(state: FormState): void {
	setContext(key, state);
}

/** The form around this field; a field may also stand alone (a search box). */
export function formAround(): FormState {
	return hasContext(key) ? getContext<FormState>(key) : makeFormState(null);
}
