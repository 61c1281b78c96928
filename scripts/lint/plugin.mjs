import { relative, sep } from 'node:path';
import { breach } from './import-table.mjs';

/** The rules of this house that no ready-made linter knows. Loaded by .oxlintrc.json. */

function pathOf(context) {
  return relative(context.cwd, context.filename).split(sep).join('/');
}

const importTable = {
  create(context) {
    const path = pathOf(context);
    function check(node, source) {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = breach(path, source.value);
      if (message !== null) context.report({ node, message });
    }
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal ?? node.argument),
    };
  },
};

const rowLock = {
  create(context) {
    // Tests may lock as a stranger would; the product may not.
    if (!/^(?:electron|migrations)\//.test(pathOf(context))) return {};
    const message =
      'FOR UPDATE livelocks with the foreign keys’ KEY SHARE: write FOR NO KEY UPDATE (LOCK.NO_KEY_UPDATE), always.';
    const checkText = (node, text) => {
      if (/\bfor\s+update\b/i.test(text)) context.report({ node, message });
    };
    return {
      MemberExpression(node) {
        const holder = node.object.type === 'MemberExpression' ? node.object.property : node.object;
        if (holder.name === 'LOCK' && (node.property.name === 'UPDATE' || node.property.value === 'UPDATE')) {
          context.report({ node, message });
        }
      },
      Property(node) {
        if (node.key.name === 'lock' && (node.value.value === true || node.value.value === 'UPDATE')) {
          context.report({ node, message });
        }
      },
      Literal(node) {
        if (typeof node.value === 'string') checkText(node, node.value);
      },
      TemplateElement: (node) => checkText(node, node.value.raw),
    };
  },
};

const oneWindowFactory = {
  create(context) {
    if (pathOf(context) === 'electron/window.ts') return {};
    return {
      NewExpression(node) {
        const name = node.callee.type === 'MemberExpression' ? node.callee.property.name : node.callee.name;
        if (name === 'BrowserWindow' || name === 'BaseWindow' || name === 'WebContentsView' || name === 'BrowserView') {
          context.report({
            node,
            message:
              'Windows are made in electron/window.ts alone, with its secure preferences: ask AppContext.windows.',
          });
        }
      },
    };
  },
};

/**
 * Sequelize's calls that reach the database; a model's name begins with a capital, also where it is read from `models`; an
 * instance's call has no name we know.
 */
const modelCalls = new Set([
  'findAll',
  'findOne',
  'findByPk',
  'findOrCreate',
  'findAndCountAll',
  'count',
  'sum',
  'max',
  'min',
  'aggregate',
  'create',
  'bulkCreate',
  'update',
  'upsert',
  'destroy',
  'restore',
  'increment',
  'decrement',
  'truncate',
]);

function isModel(node) {
  if (node.type === 'MemberExpression') {
    const holder = node.object.type === 'MemberExpression' ? node.object.property : node.object;
    return holder.name === 'models';
  }
  return (
    node.type === 'Identifier' && /^[A-Z][a-z]/.test(node.name) && !['Object', 'Promise', 'Array'].includes(node.name)
  );
}

function isSequelize(node) {
  const name = node.type === 'MemberExpression' ? node.property.name : node.name;
  return name === 'sequelize';
}

function passesTransaction(node) {
  return node.arguments.some(
    (argument) =>
      argument.type === 'ObjectExpression' &&
      argument.properties.some((property) =>
        property.type === 'SpreadElement'
          ? property.argument.name === 'options'
          : property.key.name === 'transaction' || property.key.value === 'transaction',
      ),
  );
}

const explicitTransaction = {
  create(context) {
    if (!pathOf(context).startsWith('electron/billing/')) return {};
    return {
      CallExpression(node) {
        if (node.callee.type !== 'MemberExpression') return;
        const { object, property } = node.callee;
        const reaches =
          (property.name === 'query' && isSequelize(object)) || (modelCalls.has(property.name) && isModel(object));
        if (reaches && !passesTransaction(node)) {
          context.report({
            node,
            message:
              'A call without { transaction } runs outside of it, and hangs on a pool of one: take the transaction as an argument and pass it.',
          });
        }
      },
    };
  },
};

const noDoubleCast = {
  create(context) {
    return {
      TSAsExpression(node) {
        if (node.expression.type !== 'TSAsExpression') return;
        context.report({
          node,
          message: 'A cast over a cast silences the compiler: parse with zod, or mend the types.',
        });
      },
    };
  },
};

const noSecretSync = {
  create(context) {
    const old = new Set(['encryptString', 'decryptString', 'isEncryptionAvailable', 'setUsePlainTextEncryption']);
    return {
      MemberExpression(node) {
        if (node.object.name === 'safeStorage' && old.has(node.property.name)) {
          context.report({
            node,
            message: 'Use the asynchronous half of safeStorage, through electron/settings/secrets.ts.',
          });
        }
      },
    };
  },
};

export default {
  meta: { name: 'sahool' },
  rules: {
    'import-table': importTable,
    'row-lock': rowLock,
    'one-window-factory': oneWindowFactory,
    'explicit-transaction': explicitTransaction,
    'no-double-cast': noDoubleCast,
    'no-secret-sync': noSecretSync,
  },
};
