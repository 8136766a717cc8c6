import { yearPeriod } from '../periods.ts';
import { periodUnit, type Teller } from './words.ts';

/** «к 2030 году», «в 2030 году», «с 2030 года»; quarters and months likewise. `period` is year × frequency + place from 0. */
export function periodIn(how: 'by' | 'in' | 'since', period: number, { words, frequency }: Teller): string {
	const [year, part] = yearPeriod(period, frequency);
	const params = { unit: periodUnit(frequency), year, part: String(part) };
	return words.any(`telling.period.${how}`, params);
}
