/** One line of a List: what most rooms show of their things. */
export type ListItem = {
	id?: string;
	title: string;
	/** The language of the title, where it may be another than the page's. */
	lang?: string;
	href?: string;
	/** Above the title: kind, number, place. */
	over?: string;
	text?: string;
	/** Below: dates, counts, names; each a whole phrase. */
	meta?: readonly string[];
	image?: { src: string; alt: string };
};
