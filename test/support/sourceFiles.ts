import ts from 'typescript';

/** A source of the checkout, parsed. Paths are from its root, with forward slashes. */
export interface SourceFile {
	readonly path: string;
	readonly tree: ts.SourceFile;
}

/** Every file below these folders with one of these endings. */
export function sourceFiles(folders: readonly string[], endings: readonly string[]): SourceFile[] {
	const root = ts.sys.getCurrentDirectory();
	return folders
		.flatMap((folder) => ts.sys.readDirectory(`${root}/${folder}`, endings, ['**/node_modules']))
		.map((path) => ({
			path: path.replaceAll('\\', '/').slice(root.length + 1),
			tree: ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.ES2022, true),
		}));
}

/** All that a file imports: statically, for types only, by `export … from`, `require` and `import()`. */
export function importsOf(file: SourceFile): string[] {
	return importedBy(file, () => true);
}

/** What of it is there when the program runs: all but imports of types. */
export function valueImportsOf(file: SourceFile): string[] {
	return importedBy(file, (node) => !isOfTypesOnly(node));
}

function importedBy({ path, tree }: SourceFile, counts: (node: ts.Node) => boolean): string[] {
	return nodesOf(tree)
		.filter(counts)
		.map(specifierOf)
		.filter((specifier) => specifier !== undefined)
		.map((specifier) => resolved(path, specifier));
}

/** The path from the checkout's root that a relative specifier means in the file `from`; a package's name stays. */
export function resolved(from: string, specifier: string): string {
	return specifier.startsWith('.') ? new URL(specifier, `file:///${from}`).pathname.slice(1) : specifier;
}

function isOfTypesOnly(node: ts.Node): boolean {
	if (ts.isImportTypeNode(node)) return true;
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
	const { isTypeOnly, name, namedBindings } = node.importClause;
	const named = namedBindings !== undefined && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined;
	return isTypeOnly || (name === undefined && named !== undefined && named.every((element) => element.isTypeOnly));
}

export function nodesOf(tree: ts.SourceFile): ts.Node[] {
	const found: ts.Node[] = [];
	const visit = (node: ts.Node): void => {
		found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}

/** True for what makes a function wait: it awaits, is async, or makes or combines promises. */
export function waits(node: ts.Node): boolean {
	return (
		ts.isAwaitExpression(node) ||
		node.kind === ts.SyntaxKind.AsyncKeyword ||
		(ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
		(ts.isNewExpression(node) && node.expression.getText() === 'Promise') ||
		(ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Promise')
	);
}

function specifierOf(node: ts.Node): string | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
	if (ts.isImportTypeNode(node)) return textOf(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
	if (ts.isExternalModuleReference(node)) return textOf(node.expression);
	return ts.isCallExpression(node) && loads(node.expression)
		? (textOf(node.arguments[0]) ?? 'something computed')
		: undefined;
}

/** `import(…)`, `createRequire(…)(…)`, and `require(…)` where it is Node's: an ES module may call its own so. */
function loads(callee: ts.Expression): boolean {
	if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
	if (ts.isCallExpression(callee)) return callee.expression.getText() === 'createRequire';
	return ts.isIdentifier(callee) && callee.text === 'require' && !/\.m[tj]s$/.test(callee.getSourceFile().fileName);
}

function textOf(node: ts.Node | undefined): string | undefined {
	return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}
