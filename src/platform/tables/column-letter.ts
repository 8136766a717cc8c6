/** A, B … Z, AA, as spreadsheets call a column; 0 is the first. */
export function columnLetter(column: number): string {
	let letters = '';
	for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
		letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
	return letters;
}
