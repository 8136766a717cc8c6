/** What a conversation may hold, and why. Pages tell of these numbers. */
export const limits = {
	question: 300,
	explanation: 20_000,
	/** One thought fits; whoever needs more has two, and two are marked apart. */
	statement: 280,
	/** With fewer there is nothing to tell groups by (people count to a group from seven marks on). */
	firstLeast: 5,
	/** More are read by nobody before the first resident speaks. */
	firstMost: 30,
	/** A person adds so many statements to a conversation in a day: the talk of one is no talk of the town. */
	addedADay: 10,
	/** Of all: below the number up to which pairs of statements are counted as marks come (`numerics/opinions/together.ts`). */
	statements: 2_000,
	/** Marks after which results are shown where they are shown after one's own; so many make a person count to a group, too. */
	marksForResults: 7,
	reasonLeast: 5,
	reason: 2_000,
} as const;

/** What is shown of groups, so that nobody is known by them. */
export const privacy = {
	/** So many people with marks enough, or no groups are spoken of. */
	counted: 20,
	/** A smaller group is not told apart. */
	group: 5,
	/** People in a cell of the map at least. */
	cell: 3,
	/** People of a place: fewer are told as few. All numbers of places are rounded to so many. */
	place: 5,
} as const;
