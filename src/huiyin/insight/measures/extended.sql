-- title: 延期率 | Extended
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 延长过期限的件数；次数另列 | Matters of which a time limit was extended; the times apart
-- denominator: 受理了的件数 | Matters accepted
-- left out: 没有受理的；限定知情的；误导入后撤销的；当作历史导入的 | Those not accepted; matters confined to few; imports undone; matters brought in as history
-- known error: 还在办的以后还可能延期，所以近几个月偏低；改了主办单位的算在现在的主办单位名下 | What is still in hand may be extended later, so recent months are low; a matter handed on counts for the unit that leads now
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN extended > 0 THEN 1 ELSE 0 END) AS extended_n,
    SUM(extended) AS times_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last AND accepted_day > 0
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
