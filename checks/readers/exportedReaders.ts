import ts from 'typescript';
import { sourceFiles, type SourceFile } from '../../test/support/sourceFiles';

/** A parameter that nobody has looked at yet. */
const UNREAD = /\b(unknown|Fields|ChannelSettings|XmlElement)\b/;

/** A service that is asked for rows, which a reader of its own then looks at. */
const SERVICE = /\bQuickBooksClient\b/;

/** `path#function` of all that the product exports to make typed values of what came from outside: by name, or by what they take. */
export function exportedReaders(
	files: readonly SourceFile[] = sourceFiles(['core', 'nodes', 'credentials'], ['.ts']),
): string[] {
	return files.flatMap(({ path, tree }) =>
		tree.statements
			.flatMap(exportedFunctions)
			.filter(isReader)
			.map(({ name }) => `${path}#${name}`),
	);
}

interface ExportedFunction {
	readonly name: string;
	readonly parameters: readonly ts.ParameterDeclaration[];
}

function exportedFunctions(statement: ts.Statement): ExportedFunction[] {
	const isExported =
		ts.canHaveModifiers(statement) &&
		ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
	if (!isExported) return [];
	if (ts.isFunctionDeclaration(statement))
		return [{ name: statement.name?.text ?? 'default', parameters: [...statement.parameters] }];
	if (!ts.isVariableStatement(statement)) return [];
	return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
		initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
			? [{ name: name.getText(), parameters: [...initializer.parameters] }]
			: [],
	);
}

function isReader({ name, parameters }: ExportedFunction): boolean {
	const takes = (what: RegExp) => parameters.some(({ type }) => type !== undefined && what.test(type.getText()));
	return takes(UNREAD) || (/^read[A-Z]/.test(name) && !takes(SERVICE));
}
