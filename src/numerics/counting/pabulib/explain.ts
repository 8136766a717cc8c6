import type { Words } from '../words.ts';
import type { PbFault } from './file.ts';

/** A fault of a file in words; what belongs to no line is told without one. */
export function explainFault({ line, code, text }: PbFault, t: Words): string {
	const fault = t.any(`counting.pb.${code}`, { text });
	return line > 0 ? t.any('counting.pb.line', { line, fault }) : fault;
}
