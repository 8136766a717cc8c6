/** How far an import is: columns to be told, the dry run, the import itself, taking it back. */
export type ImportState =
	| 'columns'
	| 'checking'
	| 'checked'
	| 'importing'
	| 'done'
	| 'stopped'
	| 'failed'
	| 'undoing'
	| 'undone';
