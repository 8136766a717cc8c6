import { invalid, type Problem } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';

/** Reads numbers and sums of a form, and keeps all that is wrong until `done`. */
export class Typed {
	readonly form: Form;
	readonly problems: Problem[] = [];
	constructor(form: Form) {
		this.form = form;
	}
	text(name: string): string {
		return this.form.text(name);
	}
	/** A whole number not below nothing; null where the field is empty. */
	whole(name: string): number | null {
		const text = this.text(name).replace(/[\s\u00a0]/g, '');
		if (text === '') return null;
		if (/^\d{1,9}$/.test(text)) return Number(text);
		this.problems.push({ field: name, code: 'platform.field.not-a-number' });
		return null;
	}
	/** Kopecks, of roubles as people write them: «1 500 000», «99,50». */
	money(name: string): bigint | null {
		const text = this.text(name).replace(/[\s\u00a0₽]/g, '');
		if (text === '') return null;
		const [, roubles, kopecks = ''] = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
		if (roubles !== undefined) return BigInt(roubles) * 100n + BigInt(kopecks.padEnd(2, '0'));
		this.problems.push({ field: name, code: 'ballots.money.wrong' });
		return null;
	}
	is(name: string): boolean {
		return this.form.has(name);
	}
	/** One of the words, the first one where another came. */
	one<Word extends string>(name: string, words: readonly Word[]): Word {
		return words.find((word) => word === this.text(name)) ?? words[0]!;
	}
	/** Refuses with everything that was wrong. */
	done(): void {
		if (this.problems.length) invalid(...this.problems);
	}
}

/** Roubles as a field shows them; a sum that there is not yet is an empty field. */
export function roubles(kopecks: bigint | null): string {
	if (kopecks === null || kopecks === 0n) return '';
	const rest = kopecks % 100n;
	return rest === 0n ? String(kopecks / 100n) : `${kopecks / 100n},${String(rest).padStart(2, '0')}`;
}
