import { periodUnit, type Teller } from './words.ts';

/** «к 2030 году», «в 2030 году», «с 2030 года»; quarters and months likewise. `period` is year × frequency + place from 0. */
export function periodIn(how: 'by' | 'in' | 'since', period: number, { words, frequency }: Teller): string {
	const year = Math.floor(period / frequency);
	const params = { unit: periodUnit(frequency), year, part: String(period - year * frequency + 1) };
	return words.any(`telling.period.${how}`, params);
}
