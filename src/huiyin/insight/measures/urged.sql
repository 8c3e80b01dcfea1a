-- title: 催办率 | Urged
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 被催办过的件数，本人催的和单位催的都算；次数另列 | Matters that were urged, by the person or by an office; the times apart
-- denominator: 登记的件数 | Matters filed
-- left out: 限定知情的（如检举控告）；误导入后撤销的；当作历史导入的 | Matters confined to few (such as accusations); imports undone; matters brought in as history
-- known error: 催得多可能是等得久，也可能是告诉得清楚、催得方便 | Much urging may mean long waiting, or an easy way to urge
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN urged > 0 THEN 1 ELSE 0 END) AS urged_n,
    SUM(urged) AS times_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
