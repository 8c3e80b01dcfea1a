-- title: 收到的事项 | Matters filed
-- unit: 件，按登记月份、类型、地方和主办单位 | Matters by month filed, kind, place and lead unit
-- numerator: 收到的件数；其中当作历史导入的另列 | Matters received; those brought in as history apart
-- denominator: 没有分母：件数不是比率，不比高低，不用来评单位 | None: a count is no rate, ranks nobody and marks no unit
-- left out: 限定知情的（如检举控告）；误导入后撤销的 | Matters confined to few (such as accusations); imports undone
-- known error: 同一件事几个人反映的各算一件；收得多可能是门好进，不等于问题多；没有写地方的算在空栏 | One trouble told by several people counts for each; many may mean an open door and not much trouble; without a place they stand under an empty one
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    kind,
    town,
    unit,
    COUNT(*) AS n,
    SUM(history) AS history_n
FROM matter_fact
WHERE yyyymm >= $first AND yyyymm <= $last
GROUP BY yyyymm, kind, town, unit
ORDER BY yyyymm, kind, town, unit
