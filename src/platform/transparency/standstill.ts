/** Why the log takes nothing and signs nothing until somebody has looked. Each has its words at `transparency.halted.<reason>`. */
export type HaltReason =
	/** The database knows less than was signed: an older backup was brought back, and the missing entries are not at hand. */
	| 'older-database'
	/** The tree in the database does not continue what was signed: rows were changed behind the log's back. */
	| 'fork'
	/** The database has signed states, and beside the file of keys nothing is remembered of them. */
	| 'no-memory'
	/** The file of keys is not the one that the log's key was derived from. */
	| 'key-lost'
	/** A witness has seen more than this database knows. */
	| 'witness-ahead';

export class Standstill extends Error {
	readonly reason: HaltReason;
	constructor(reason: HaltReason, message: string = reason) {
		super(message);
		this.name = 'Standstill';
		this.reason = reason;
	}
}
