/** A letter of a body, as the paper shows it. All texts are plain and in the language of whom it is written to. */
export type Letter = {
	lang: 'ru' | 'en';
	/** Of the file, for those who look for it later. */
	title: string;
	/** The form of the body: its name and the lines below it (address, telephone). */
	sender: { name: string; lines: readonly string[] };
	/** «27 ноября 2026 г. № 57-634-2026-000123/1», «на № 57-634-2026-000123 от 20 ноября 2026 г.» */
	marks: readonly string[];
	recipient: readonly string[];
	heading: string;
	greeting: string;
	paragraphs: readonly string[];
	facts: readonly { name: string; value: string }[];
	/** JPEG, each with what stands below it. */
	pictures: readonly { caption: string; jpeg: Buffer; width: number; height: number }[];
	signature: { post: string; name: string } | null;
	foot: readonly string[];
};
