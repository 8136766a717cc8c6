import { readNumber } from '../number.ts';

/** What a search for a caller is by; digits with the signs of a telephone are one also where a number of an appeal was not found. */
function searchedBy(typed: string): 'email' | 'number' | 'phone' | 'name' {
	if (typed.includes('@')) return 'email';
	if (readNumber(typed)) return 'number';
	return isPhone(typed) ? 'phone' : 'name';
}

export const isPhone = (typed: string): boolean =>
	typed.replace(/\D/g, '').length >= 6 && /^[\d\s()+.-]+$/.test(typed);

type TypedCaller = { field: 'name' | 'phone' | 'email'; value: string };

/** What was typed to look for somebody who is not known: the same words go into the form, where they are of use there. */
export function typedCaller(asked: string): TypedCaller | null {
	const value = asked.trim().replace(/\s+/g, ' ');
	const field = searchedBy(value);
	if (field === 'number' || (field === 'name' && !/^[\p{L}][\p{L}\s.'-]+$/u.test(value))) return null;
	return { field, value };
}
