/** A node of a Tree. */
export type TreeNode = {
	id: string | number;
	title: string;
	href?: string;
	/** Beside the title: a count, a kind, a code. */
	note?: string;
	current?: boolean;
	/** Its branch is unfolded. */
	open?: boolean;
	children?: readonly TreeNode[];
};
