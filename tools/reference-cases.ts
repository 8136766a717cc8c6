import { answerCase, checkCase, checkSets, isOfSet } from './cases/check.ts';
import { readCases } from './cases/read.ts';

/** One line of JSON a case: its id and its answer, or why there is none. Returns whether all were answered. */
export function answerCases(paths: readonly string[]): boolean {
	let well = true;
	for (const input of readCases(paths)) {
		const answered = answerCase(input);
		if ('error' in answered) well = false;
		console.log(JSON.stringify(answered));
	}
	return well;
}

/** A table of all cases against what is expected of them. Returns whether all passed. */
export function checkCases(paths: readonly string[]): boolean {
	const inputs = readCases(paths);
	const cases = inputs.map(checkCase);
	const checked = [...cases.filter((one) => !isOfSet(one)), ...checkSets(inputs, cases)];
	const wide = Math.max(0, ...checked.map((one) => one.id.length));
	for (const one of checked) {
		console.log(`${one.passed ? '✔' : '✖'} ${one.id.padEnd(wide)}  ${one.kind}  ${one.figure}`.trimEnd());
		for (const fault of one.faults) console.log(`    ${fault}`);
	}
	const passed = checked.filter((one) => one.passed).length;
	console.log(`${passed} of ${checked.length} cases pass`);
	return passed === checked.length && passed > 0;
}
